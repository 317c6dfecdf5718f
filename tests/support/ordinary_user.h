#pragma once

#include <sys/types.h>
#include <unistd.h>

namespace erdmark::test {

/// An ordinary user's rights, as long as this lives: root may read and write everything, so a test
/// about permissions would see nothing of them.
class OrdinaryUser {
public:
    OrdinaryUser() : saved_(geteuid()) {
        if (saved_ == 0 && seteuid(kNobody) != 0) {
            saved_ = kNobody;
        }
    }
    ~OrdinaryUser() {
        if (geteuid() != saved_ && seteuid(saved_) != 0) {
            _exit(1);
        }
    }
    OrdinaryUser(const OrdinaryUser&) = delete;
    OrdinaryUser& operator=(const OrdinaryUser&) = delete;

private:
    static constexpr uid_t kNobody = 65534;

    uid_t saved_;
};

}  // namespace erdmark::test
