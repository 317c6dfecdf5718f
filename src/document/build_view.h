#pragma once

#include <string>

#include "document/module.h"
#include "document/view_model.h"
#include "schema/schema.h"

namespace erdmark::document {

struct DocumentOptions {
    std::string title = "Database";
    std::string description;
    bool humanize = false;           ///< A column without a description gets its name in words.
    bool views_in_diagrams = false;  ///< Diagrams show views and what they read.
    bool migrations = true;          ///< A page tells what each migration did.
    bool routine_bodies = false;     ///< Functions and procedures are told with their bodies.
};

/// The view of a sorted, annotated schema whose tables `plan` has put into modules. Linear in the
/// schema.
SiteView build_view(const schema::Schema& schema, const ModulePlan& plan,
                    const DocumentOptions& options);

}  // namespace erdmark::document
