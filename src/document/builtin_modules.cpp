#include <vector>

#include "document/module.h"

namespace erdmark::document {

// The rules that hold when a project has none, told to users in docs/guide/modules.md. A pattern is
// held against each word of a table's name (see table_words.h), so that `user_roles` has the words
// `user` and `roles`; one with `!` takes a table back that an earlier one of its rule took. A star
// catches plurals and names written without a separator
// (`sessionanalytics`, `oauth2account`).
// NOLINTNEXTLINE(readability-function-size): a table of rows
std::span<const ModuleRule> builtin_modules() {
    static const std::vector<ModuleRule> modules = {
        {"users",
         "Users",
         "User accounts, their profiles and their sessions.",
         {"user",    "users",      "profile",        "profiles",      "session*", "avatar*",
          "!oauth*", "!password*", "!token*",        "!credential*",  "!mfa*",    "!totp*",
          "!otp*",   "!role",      "!roles",         "!permission*",  "!group",   "!groups",
          "!team",   "!teams",     "!organization*", "!notification*"},
         {}},
        {"authentication",
         "Authentication",
         "Sign-in: identity providers, credentials, tokens and password resets.",
         {"oauth*", "password*", "token", "tokens", "auth", "authentication*", "login*",
          "credential*", "mfa*", "totp*", "otp*", "2fa*", "passkey*", "webauthn*", "sso*", "saml*",
          "oidc*", "apikey*", "verification*"},
         {}},
        {"authorization",
         "Authorization",
         "Who may do what: roles, permissions and their assignment.",
         {"role", "roles", "permission*", "privilege*", "authorization*", "rbac*", "acl", "acls"},
         {}},
        {"groups",
         "Groups",
         "Groups, teams and organizations, and who belongs to them.",
         {"group", "groups", "team", "teams", "organization*", "organisation*", "membership*",
          "workspace*", "tenant", "tenants", "invitation*"},
         {}},
        {"items",
         "Items",
         "The things that the application is about: items, products and their categories.",
         {"item", "items", "product", "products", "category", "categories", "catalog*",
          "inventory*", "!order", "!orders", "!cart*", "!invoice*"},
         {}},
        {"orders",
         "Orders",
         "Orders, carts and shipments.",
         {"order", "orders", "cart", "carts", "checkout*", "shipment*", "shipping*"},
         {}},
        {"billing",
         "Billing",
         "Invoices, payments and subscriptions.",
         {"invoice*", "payment*", "subscription*", "billing*", "refund*", "price", "prices",
          "coupon*", "discount*"},
         {}},
        {"content",
         "Content",
         "What people write and upload: posts, pages, comments, files.",
         {"post", "posts", "page", "pages", "comment*", "article*", "document", "documents",
          "attachment*", "file", "files", "media", "image", "images", "tag", "tags", "tagging*"},
         {}},
        {"messaging",
         "Messaging",
         "Messages, conversations and notifications.",
         {"message*", "conversation*", "notification*", "email", "emails", "mail*", "chat*"},
         {}},
        {"audit",
         "Audit",
         "What happened: logs, events and activity.",
         {"audit*", "log", "logs", "event", "events", "activity", "activities", "history"},
         {}},
        {"settings",
         "Settings",
         "Settings and feature switches.",
         {"setting*", "config", "configs", "configuration*", "preference*", "option", "options",
          "feature", "features", "flag", "flags"},
         {}},
        {"jobs",
         "Jobs",
         "Background work: jobs, queues and schedules.",
         {"job", "jobs", "queue*", "schedule*", "worker*", "task", "tasks"},
         {}},
    };
    return modules;
}

}  // namespace erdmark::document
