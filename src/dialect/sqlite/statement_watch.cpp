#include "dialect/sqlite/statement_watch.h"

#include <algorithm>
#include <utility>

#include <sqlite3.h>

namespace erdmark::dialect::sqlite {

namespace {

using std::chrono::milliseconds;

constexpr int kStepsBetweenLooks = 1000;
constexpr milliseconds kBetweenQuestions{100};
constexpr int kShortestSleep = 10;
constexpr int kLongestSleep = 100;

}  // namespace

StatementWatch::StatementWatch(sqlite3* database, SessionOptions options)
    : database_(database), options_(std::move(options)) {
    install();
    sqlite3_progress_handler(database_, kStepsBetweenLooks, look_at_clock, this);
}

StatementWatch::~StatementWatch() {
    sqlite3_busy_handler(database_, nullptr, nullptr);
    sqlite3_progress_handler(database_, 0, nullptr, nullptr);
}

void StatementWatch::begin_statement() {
    is_query_ = false;
    stop_ = Stop::None;
    waited_ = milliseconds(0);
    begin_ = Clock::now();
}

void StatementWatch::begin_query() {
    begin_statement();
    is_query_ = true;
}

void StatementWatch::install() {
    sqlite3_busy_handler(database_, wait_for_lock, this);
}

int StatementWatch::wait_for_lock(void* watch, int tries) {
    return static_cast<StatementWatch*>(watch)->wait(tries) ? 1 : 0;
}

int StatementWatch::look_at_clock(void* watch) {
    return static_cast<StatementWatch*>(watch)->goes_on() ? 0 : 1;
}

bool StatementWatch::wait(int tries) {
    const Clock::time_point now = Clock::now();
    if (tries == 0) {
        wait_begin_ = now;
    }
    waited_ = std::chrono::duration_cast<milliseconds>(now - wait_begin_);
    const milliseconds limit(options_.lock_timeout_milliseconds);
    const bool is_endless = is_query_ && limit.count() == 0;
    if (is_endless && options_.go_on && !options_.go_on()) {
        return false;
    }
    if (!goes_on() || (limit.count() > 0 && waited_ >= limit)) {
        return false;
    }
    int sleep = std::min(kShortestSleep << std::min(tries, kShortestSleep), kLongestSleep);
    if (limit.count() > 0) {
        sleep = std::min(sleep, static_cast<int>((limit - waited_).count()));
    }
    sqlite3_sleep(sleep);
    return true;
}

bool StatementWatch::goes_on() {
    if (is_query_) {
        return true;
    }
    const Clock::time_point now = Clock::now();
    const milliseconds limit(options_.statement_timeout_milliseconds);
    if (limit.count() > 0 && now - begin_ >= limit) {
        stop_ = Stop::Timeout;
        return false;
    }
    if (options_.go_on && now >= next_question_) {
        next_question_ = now + kBetweenQuestions;
        stop_ = options_.go_on() ? Stop::None : Stop::Asked;
    }
    return stop_ == Stop::None;
}

}  // namespace erdmark::dialect::sqlite
