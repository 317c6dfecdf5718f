#include "migration/checksum.h"

#include "base/sha256.h"
#include "base/text.h"

namespace erdmark::migration {

std::string with_plain_line_ends(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') {
            plain += text[at];
            continue;
        }
        plain += '\n';
        at += at + 1 < text.size() && text[at + 1] == '\n' ? 1 : 0;
    }
    return plain;
}

std::string text_checksum(std::string_view text) {
    text = without_byte_order_mark(text);
    return text.find('\r') == std::string_view::npos ? sha256_hex(text)
                                                     : sha256_hex(with_plain_line_ends(text));
}

std::string token_checksum(std::string_view text, const sql::Syntax& syntax) {
    const std::string plain = with_plain_line_ends(without_byte_order_mark(text));
    std::string tokens;
    tokens.reserve(plain.size());
    sql::Lexer lexer(plain, syntax);
    while (const std::optional<sql::Token> token = lexer.next()) {
        if (!sql::is_comment(*token)) {
            tokens += token->text;
            tokens += '\0';
        }
    }
    return sha256_hex(tokens);
}

}  // namespace erdmark::migration
