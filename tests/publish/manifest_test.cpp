#include "publish/manifest.h"

#include <gtest/gtest.h>

#include "publish/pages.h"

namespace erdmark::publish {
namespace {

using test::message_of;

const std::string kDigest(64, 'a');

std::string with_conflict(const std::string& text) {
    return test::with(text, "  \"files\"", "<<<<<<< HEAD\n  \"files\"");
}

TEST(Manifest, IsWrittenSortedAndReadBack) {
    const Manifest manifest{
        .files = {{"users-erd.md", std::string(64, '0')}, {"README.md", kDigest}}};

    const std::string text = to_text(manifest);

    EXPECT_EQ(text,
              "{\n  \"format\": \"erdmark-manifest\",\n  \"version\": 1,\n  \"files\": {\n    "
              "\"README.md\": \"" +
                  kDigest + "\",\n    \"users-erd.md\": \"" + std::string(64, '0') +
                  "\"\n  }\n}\n");
    EXPECT_EQ(parse_manifest(text, "m"), manifest);
}

TEST(Manifest, ThatIsNotJsonIsRefusedWithItsPlaceAndAdvice) {
    const std::string text = with_conflict(to_text({.files = {{"README.md", kDigest}}}));

    EXPECT_EQ(message_of([&] { parse_manifest(text, "docs/.erdmark.json"); }),
              "docs/.erdmark.json:4:1: not valid JSON: unexpected text; expected a value, a name "
              "in double quotes or punctuation; run `erdmark generate "
              "--force` to write the "
              "pages and this file anew");
}

struct WrongManifest {
    std::string name;
    std::string text;
    std::string message;
};

class WrongManifests : public testing::TestWithParam<WrongManifest> {};

TEST_P(WrongManifests, AreRefused) {
    EXPECT_EQ(message_of([] { parse_manifest(GetParam().text, "m"); }),
              "m: " + GetParam().message +
                  "; run `erdmark generate --force` to write the pages and this file anew");
}

std::string with_files(const std::string& files) {
    return "{\"format\":\"erdmark-manifest\",\"version\":1,\"files\":" + files + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Manifest, WrongManifests,
    testing::Values(
        WrongManifest{"NoObject", "[]", "expected an object whose 'format' is 'erdmark-manifest'"},
        WrongManifest{"OtherFormat", R"({"format":"x","version":1,"files":{}})",
                      "expected an object whose 'format' is 'erdmark-manifest'"},
        WrongManifest{"LaterVersion", R"({"format":"erdmark-manifest","version":2,"files":{}})",
                      "expected 'version' to be 1, the only one that this erdmark knows"},
        WrongManifest{"NoFiles", R"({"format":"erdmark-manifest","version":1})",
                      "expected 'files' to be an object"},
        WrongManifest{"FilesNoObject", with_files("[]"), "expected 'files' to be an object"},
        WrongManifest{
            "PathUpwards", with_files("{\"../x.md\":\"" + kDigest + "\"}"),
            "expected the names in 'files' to be files below this folder, found '../x.md'"},
        WrongManifest{"DigestNoString", with_files("{\"x.md\":1}"),
                      "expected a SHA-256 digest for 'x.md'"},
        WrongManifest{"DigestShort", with_files("{\"x.md\":\"abc\"}"),
                      "expected a SHA-256 digest for 'x.md'"}),
    [](const auto& row) { return row.param.name; });

TEST(IsPathInside, TakesFilesBelowTheFolderOnly) {
    for (const char* path : {"README.md", "a/b.md", "a b.md", "..x", "é.md"}) {
        EXPECT_TRUE(is_path_inside(path)) << path;
    }
    for (const char* path : {"", "/etc/passwd", "..", "../x", "a/../../x", "a//b", "a/", "./a", ".",
                             "a\\b", ".erdmark.json"}) {
        EXPECT_FALSE(is_path_inside(path)) << path;
    }
    EXPECT_FALSE(is_path_inside(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace erdmark::publish
