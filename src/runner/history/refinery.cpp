#include <array>
#include <bit>

#include <fmt/format.h>

#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://docs.rs/refinery: `refinery_schema_history(version, name, applied_on, checksum)`; the
// checksum is SipHash-1-3 of name, version and text, as Rust hashes them, as a decimal number.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

constexpr auto kRefineryColumns =
    std::to_array<std::string_view>({"version", "name", "applied_on", "checksum"});

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, kRefineryColumns);
}

/// SipHash with one round for a word and three at the end, and a key of zeros.
class SipHash {
public:
    std::uint64_t of(std::string_view bytes) {
        constexpr std::size_t kWord = 8;
        const std::size_t whole = bytes.size() / kWord * kWord;
        for (std::size_t at = 0; at < whole; at += kWord) {
            add(word_of(bytes.substr(at, kWord)));
        }
        constexpr unsigned kLengthShift = 56;
        add(word_of(bytes.substr(whole)) |
            (static_cast<std::uint64_t>(bytes.size()) << kLengthShift));
        v2_ ^= 0xFFU;
        round();
        round();
        round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

private:
    /// At most eight bytes, the first the lowest.
    static std::uint64_t word_of(std::string_view bytes) {
        std::uint64_t word = 0;
        for (std::size_t at = bytes.size(); at-- > 0;) {
            word = (word << 8U) | static_cast<unsigned char>(bytes[at]);
        }
        return word;
    }

    void add(std::uint64_t word) {
        v3_ ^= word;
        round();
        v0_ ^= word;
    }

    void round() {
        v0_ += v1_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v3_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ += v3_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ += v1_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v2_ = std::rotl(v2_, 32);
    }

    // The constants of SipHash, which a key of zeros leaves as they are.
    std::uint64_t v0_ = 0x736f6d6570736575;
    std::uint64_t v1_ = 0x646f72616e646f6d;
    std::uint64_t v2_ = 0x6c7967656e657261;
    std::uint64_t v3_ = 0x7465646279746573;
};

/// Four bytes, the lowest first; eight for a number that needs them.
std::string bytes_of(const std::string& version) {
    std::uint64_t number = number_of<std::uint64_t>(version).value_or(0);
    constexpr std::uint64_t kGreatestInt32 = 0x7FFFFFFF;
    std::string bytes(number > kGreatestInt32 ? 8 : 4, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(number & 0xFFU);
        number >>= 8U;
    }
    return bytes;
}

std::vector<std::string> checksums_of(const OrderedMigration& migration) {
    std::vector<std::string> checksums;
    for (const std::string& text : line_end_forms(text_of(migration))) {
        const std::string hashed =
            migration.migration.name + "\xFF" + bytes_of(migration.key) + text + "\xFF";
        checksums.push_back(fmt::to_string(SipHash().of(hashed)));
    }
    return checksums;
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT version, name, applied_on, checksum FROM {} ORDER BY applied_on, version",
             place.table.quoted()))) {
        rows.push_back({.key = migration::plain_version(text_at(row, 0)),
                        .version = text_at(row, 0),
                        .name = text_at(row, 1),
                        .checksum = text_at(row, 3),
                        .applied_at = text_at(row, 2)});
    }
    expect_checksums(rows, place.folder, checksums_of);
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    delete_rows(session, place.table, "version", revision.key);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    if (!revision.is_applied() || file == nullptr) {
        return;
    }
    remove(session, place, revision);
    insert_row(session, place.table,
               std::array{Cell{"version", revision.key, ""}, Cell{"name", revision.name, ""},
                          Cell{"applied_on", now_as_rfc3339(), ""},
                          Cell{"checksum", checksums_of(*file).front(), ""}});
}

}  // namespace

HistoryShape refinery_shape() {
    return {.name = "refinery",
            .known_by = "applied_on",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
