#include "base/error.h"

namespace erdmark {

int exit_status(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Usage:
        case ErrorKind::Config:
            return 2;
        case ErrorKind::Input:
            return 3;
        case ErrorKind::Database:
            return 4;
        case ErrorKind::Internal:
            return 70;
    }
    return 70;
}

}  // namespace erdmark
