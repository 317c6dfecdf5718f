#include "cli/run.h"

int main(int count, char** arguments) {
    return erdmark::cli::run_process(count, arguments);
}
