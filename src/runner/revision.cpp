#include "runner/revision.h"

namespace erdmark::runner {

const char* word_of(RevisionStatus status) {
    switch (status) {
        case RevisionStatus::Success:
            return "success";
        case RevisionStatus::Failed:
            return "failed";
        case RevisionStatus::Running:
            return "running";
        case RevisionStatus::Baseline:
            return "baseline";
    }
    return "";
}

std::string Revision::shown_name() const {
    if (file.ends_with(".sql")) {
        return file.substr(0, file.size() - 4);
    }
    if (!file.empty()) {
        return file;
    }
    if (name.empty() || key == name) {
        return key;
    }
    return (version.empty() ? key : version) + "_" + name;
}

}  // namespace erdmark::runner
