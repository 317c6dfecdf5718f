#pragma once

#include <vector>

#include "document/site.h"
#include "document/view_model.h"

namespace erdmark::document {

/// The modules and how many foreign keys lead from each to each other: one picture, or several when
/// there are more modules than one can show; none when no key leads across modules.
std::vector<OverviewView> make_overview(const Site& site);

}  // namespace erdmark::document
