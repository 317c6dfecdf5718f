// The pages of a snapshot.
#include "document/build_view.h"
#include "document/module.h"
#include "fuzz/input.h"
#include "render/renderer.h"
#include "schema/snapshot.h"
#include "schema/sort.h"

namespace erdmark {

namespace {

void check(const std::string& text) {
    schema::Schema schema = schema::from_snapshot(text, "input.json");
    const std::string snapshot = schema::to_snapshot(schema);
    fuzz::expect(schema::to_snapshot(schema::from_snapshot(snapshot, "snapshot")) == snapshot,
                 "a snapshot is read as it was written", snapshot);
    schema::sort(schema);
    const document::ModulePlan plan = document::assign_modules(schema, {});
    const document::SiteView site = document::build_view(
        schema, plan, {.humanize = true, .views_in_diagrams = true, .routine_bodies = true});
    static const std::unique_ptr<render::Renderer> kRenderer = render::make_markdown_renderer({});
    kRenderer->render(site);
}

}  // namespace

}  // namespace erdmark

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace erdmark;
    fuzz::accepts([&] { check(fuzz::text_of(data, size)); });
    return 0;
}
