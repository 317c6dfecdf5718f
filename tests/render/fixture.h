#pragma once

#include "document/view_model.h"

namespace erdmark::test {

/// Two modules of an application as most have them: users with their sessions, roles with their
/// permissions.
document::SiteView typical_site();

/// Everything filled that can be, with names and texts that Markdown and Mermaid would take for
/// their own.
document::SiteView hostile_site();

/// The shop of shop.h in three modules, with views in its diagrams and the bodies of functions.
document::SiteView shop_site();

/// The same with hostile names and texts.
document::SiteView hostile_shop_site();

/// One module with one table, and nothing in any optional place.
document::SiteView bare_site();

}  // namespace erdmark::test
