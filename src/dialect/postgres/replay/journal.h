#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace erdmark::dialect::postgres {

/// How to take changes back, for transactions, savepoints and exception handlers. While no mark is
/// set, nothing is kept.
class Journal {
public:
    using Mark = std::size_t;

    /// A place to go back to. Marks are released or rolled back to in the reverse order.
    Mark set_mark() {
        ++depth_;
        ++epoch_;
        return undo_.size();
    }

    /// Keeps what happened since the mark, for marks set before it.
    void release() {
        ++epoch_;
        if (--depth_ == 0) {
            undo_.clear();
        }
    }

    /// Takes back what happened since the mark, which stays set.
    void roll_back(Mark mark) {
        ++epoch_;
        while (undo_.size() > mark) {
            const std::function<void()> undo = std::move(undo_.back());
            undo_.pop_back();
            undo();
        }
    }

    bool is_kept() const { return depth_ > 0; }

    void record(std::function<void()> undo) { undo_.push_back(std::move(undo)); }

    /// Differs from all before after each change of the marks: of what changes several times in
    /// between, only the first change needs to be recorded.
    std::uint64_t epoch() const { return epoch_; }

private:
    std::vector<std::function<void()>> undo_;
    int depth_ = 0;
    std::uint64_t epoch_ = 0;
};

/// A map whose changes a journal can take back. Values stay where they are until they are erased.
template <typename Key, typename Value>
class JournaledMap {
public:
    explicit JournaledMap(Journal& journal) : journal_(&journal) {}

    const Value* find(const Key& key) const {
        const auto found = values_.find(key);
        return found == values_.end() ? nullptr : &found->second;
    }

    const Value& at(const Key& key) const { return values_.at(key); }
    bool contains(const Key& key) const { return values_.find(key) != values_.end(); }
    std::size_t size() const { return values_.size(); }
    auto begin() const { return values_.begin(); }
    auto end() const { return values_.end(); }

    /// The value to be changed; it is there. The reference must not outlive the statement.
    Value& edit(const Key& key) {
        Value& value = values_.at(key);
        if (is_first_change(key)) {
            journal_->record([this, key, old = value]() { values_[key] = old; });
        }
        return value;
    }

    /// Replaces one that is there.
    Value& insert(const Key& key, Value value) {
        if (is_first_change(key)) {
            if (const Value* old = find(key)) {
                journal_->record([this, key, old = *old]() { values_[key] = old; });
            } else {
                journal_->record([this, key]() { values_.erase(key); });
            }
        }
        return values_[key] = std::move(value);
    }

    void erase(const Key& key) {
        const auto found = values_.find(key);
        if (found == values_.end()) {
            return;
        }
        if (is_first_change(key)) {
            journal_->record([this, key, old = std::move(found->second)]() { values_[key] = old; });
        }
        values_.erase(found);
    }

private:
    /// Whether the journal has to keep what is at `key`, which is going to change.
    bool is_first_change(const Key& key) {
        if (!journal_->is_kept()) {
            return false;
        }
        const std::uint64_t epoch = journal_->epoch();
        return std::exchange(changed_[key], epoch) != epoch;
    }

    Journal* journal_;
    std::map<Key, Value> values_;
    std::map<Key, std::uint64_t> changed_;  ///< The epoch of the last change that was recorded.
};

}  // namespace erdmark::dialect::postgres
