#include "emitter/scenario/expect/verification.h"

#include "emitter/scenario/expect/caught_request.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kShownBytesMax = 1000;

/// Long values are cut, never in the middle of a UTF-8 character.
std::string clipped(std::string_view text) {
  if (text.size() <= kShownBytesMax) return std::string(text);
  std::size_t end = kShownBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return fmt::format("{}… ({} bytes)", text.substr(0, end), text.size());
}

std::vector<const FieldExpectation*> differences(const Expectation& expectation,
                                                 CaughtRequest& request) {
  std::vector<const FieldExpectation*> found;
  for (const FieldExpectation& field : expectation.fields) {
    if (!request.meets(field)) found.push_back(&field);
  }
  return found;
}

/// As reports call it.
std::string name_of_part(const FieldExpectation& field) {
  return field.part == RequestPart::kHeader ? "header." + field.name : field.name;
}

/// One expectation and what was seen of it so far.
struct Entry {
  const Expectation* expectation = nullptr;
  const Receiver* receiver = nullptr;
  std::uint64_t met = 0;                ///< captures that meet its fields
  std::uint64_t blamed = 0;             ///< captures whose difference was held against it
  std::optional<std::int64_t> surplus;  ///< the first capture beyond its count
  std::uint64_t deliveries = 0;
  std::uint64_t failed_deliveries = 0;
  std::string problem;  ///< of the first that failed

  bool wants_captures() const {
    return expectation->speaks_of_captures() && expectation->count != 0;
  }
};

/// Attempts of one entry that ended otherwise than it says: the first, and how many more.
struct AttemptMismatch {
  std::string actual;
  std::optional<std::int64_t> capture;
  std::uint64_t attempts = 0;
};

/// "500, 500, 200"; a long list is cut.
std::string list_of(const std::vector<std::string>& endings) {
  constexpr std::size_t kShownMax = 40;
  const std::size_t shown = std::min(endings.size(), kShownMax);
  std::string text = fmt::format(
      "{}", fmt::join(endings.begin(), endings.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < endings.size()) text += fmt::format(", … ({} in all)", endings.size());
  return text;
}

std::string actual_status(const Attempt& attempt) {
  if (attempt.outcome == Outcome::kAnswered) return std::to_string(attempt.status);
  return fmt::format("no answer ({})", name_of(attempt.outcome));
}

}  // namespace

class Verification::Impl {
 public:
  Impl(std::span<const Expectation> expectations, std::span<const Receiver> receivers) {
    for (const Expectation& expectation : expectations) {
      const auto receiver =
          std::find_if(receivers.begin(), receivers.end(),
                       [&](const Receiver& r) { return r.name == expectation.webhook; });
      if (receiver == receivers.end()) continue;  // the loader has refused it
      add_entry(receiver->id, expectation, *receiver);
    }
  }

  void add_entry(std::uint64_t sender_id, const Expectation& expectation,
                 const Receiver& receiver) {
    of_sender_[sender_id].push_back(entries_.size());
    entries_.push_back({&expectation, &receiver, 0, 0, {}, 0, 0, {}});
    outcomes_.emplace_back();
    statuses_.emplace_back();
    deliveries_.emplace_back();
  }
  void add_capture(std::uint64_t sender_id, const Capture& capture);
  void add_attempt(std::uint64_t sender_id, const Attempt& attempt,
                   std::optional<std::int64_t> capture);
  std::vector<Mismatch> finish();

 private:
  void blame(std::size_t index, const std::vector<const FieldExpectation*>& fields,
             CaughtRequest& request, const Capture& capture);
  void check_whole(std::size_t index, const Capture& capture);
  void check_count(std::size_t index);
  void check_attempts(std::size_t index);
  void check_deliveries(std::size_t index);
  void check_active(std::size_t index);
  std::string missing_hint(const Entry& entry) const;
  void add(std::size_t index, std::string_view part, Mismatch mismatch);

  std::vector<Entry> entries_;
  std::map<std::uint64_t, std::vector<std::size_t>> of_sender_;  ///< indices of entries
  std::vector<AttemptMismatch> outcomes_;                        ///< by entry
  std::vector<AttemptMismatch> statuses_;
  /// By entry, for those that speak of attempts: how the attempts at each delivery ended.
  std::vector<std::map<std::uint64_t, std::vector<std::string>>> deliveries_;
  std::vector<std::pair<std::size_t, Mismatch>> mismatches_;  ///< by entry
  std::uint64_t left_out_ = 0;
};

void Verification::Impl::add(std::size_t index, std::string_view part, Mismatch mismatch) {
  if (mismatches_.size() >= kMismatchesMax) {
    ++left_out_;
    return;
  }
  const Entry& entry = entries_[index];
  mismatch.webhook = entry.receiver->name;
  if (mismatch.pointer.empty()) {
    mismatch.pointer = entry.expectation->pointer + std::string(part);
  }
  mismatches_.emplace_back(index, std::move(mismatch));
}

void Verification::Impl::add_capture(std::uint64_t sender_id, const Capture& capture) {
  const auto found = of_sender_.find(sender_id);
  if (found == of_sender_.end()) return;
  CaughtRequest request(capture);
  bool covered = false;
  std::optional<std::size_t> closest;
  std::vector<const FieldExpectation*> closest_fields;
  for (const std::size_t index : found->second) {
    Entry& entry = entries_[index];
    if (!entry.expectation->speaks_of_captures()) continue;
    auto fields = differences(*entry.expectation, request);
    if (fields.empty()) {
      ++entry.met;
      const bool beyond = entry.expectation->count && entry.met > *entry.expectation->count;
      if (beyond && !entry.surplus) entry.surplus = capture.id;
      if (entry.wants_captures() && !covered) check_whole(index, capture);
      covered = covered || entry.wants_captures();
    } else if (entry.wants_captures() && (!closest || fields.size() < closest_fields.size())) {
      closest = index;
      closest_fields = std::move(fields);
    }
  }
  if (!covered && closest) blame(*closest, closest_fields, request, capture);
}

void Verification::Impl::blame(std::size_t index,
                               const std::vector<const FieldExpectation*>& fields,
                               CaughtRequest& request, const Capture& capture) {
  ++entries_[index].blamed;
  for (const FieldExpectation* field : fields) {
    const auto actual = request.value_of(*field);
    add(index, "",
        {field->pointer, "", name_of_part(*field), clipped(field->matcher.description()),
         actual ? clipped(*actual) : "(absent)", capture.id, ""});
  }
}

void Verification::Impl::check_whole(std::size_t index, const Capture& capture) {
  if (capture.complete && !capture.truncated) return;
  const std::string_view actual = capture.truncated ? "cut at the catcher's limit" : "incomplete";
  add(index, "",
      {"", "", "body", "whole", fmt::format("{} ({} bytes)", actual, capture.body_bytes),
       capture.id, "start the catcher with a larger --max-body"});
}

void Verification::Impl::add_attempt(std::uint64_t sender_id, const Attempt& attempt,
                                     std::optional<std::int64_t> capture) {
  const auto found = of_sender_.find(sender_id);
  if (found == of_sender_.end()) return;
  for (const std::size_t index : found->second) {
    Entry& entry = entries_[index];
    const Expectation& expected = *entry.expectation;
    if (attempt.is_last()) ++entry.deliveries;
    if (expected.attempts || expected.attempt_count) {
      deliveries_[index][attempt.delivery_id].push_back(ending_of(attempt));
    }
    if (attempt.is_last() && !attempt.delivered() && entry.failed_deliveries++ == 0) {
      entry.problem =
          attempt.problem.empty() ? fmt::format("answered {}", attempt.status) : attempt.problem;
    }
    const auto note = [&](AttemptMismatch& mismatch, std::string actual) {
      if (mismatch.attempts++ == 0) mismatch = {std::move(actual), capture, 1};
    };
    if (expected.outcome && attempt.outcome != *expected.outcome) {
      note(outcomes_[index], std::string(name_of(attempt.outcome)));
    }
    const bool answered_so =
        attempt.outcome == Outcome::kAnswered && attempt.status == expected.status;
    if (expected.status && !answered_so) note(statuses_[index], actual_status(attempt));
  }
}

std::string Verification::Impl::missing_hint(const Entry& entry) const {
  if (entry.deliveries == 0) return "no event fired it; --explain says why";
  if (!entry.receiver->at_catcher) {
    return "its URL does not lead to the catcher, so nothing of it can be caught; expect an "
           "outcome or a status instead";
  }
  if (entry.failed_deliveries == 0) return "";
  return fmt::format("{} of its {} deliveries failed: {}", entry.failed_deliveries,
                     entry.deliveries, entry.problem);
}

void Verification::Impl::check_count(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!entry.expectation->speaks_of_captures()) return;
  const std::uint64_t wanted = entry.expectation->count.value_or(1);
  const bool enough = entry.met + entry.blamed >= wanted;
  const bool too_many = entry.expectation->count && entry.met > wanted;
  if (enough && !too_many) return;
  const std::string expected = entry.expectation->count ? std::to_string(wanted) : "1 or more";
  add(index, entry.expectation->count ? "/count" : "",
      {"", "", "count", expected, std::to_string(entry.met), entry.surplus,
       too_many ? "" : missing_hint(entry)});
}

void Verification::Impl::check_attempts(std::size_t index) {
  const Expectation& expected = *entries_[index].expectation;
  const auto check = [&](std::string_view key, const std::string& wanted,
                         AttemptMismatch mismatch) {
    const bool none = entries_[index].deliveries == 0;
    if (mismatch.attempts == 0 && !none) return;
    std::string hint;
    if (none) mismatch.actual = "no delivery";
    if (none) hint = missing_hint(entries_[index]);
    if (mismatch.attempts > 1) hint = fmt::format("in {} attempts", mismatch.attempts);
    add(index, fmt::format("/{}", key),
        {"", "", std::string(key), wanted, mismatch.actual, mismatch.capture, hint});
  };
  if (expected.outcome) check("outcome", std::string(name_of(*expected.outcome)), outcomes_[index]);
  if (expected.status) check("status", std::to_string(*expected.status), statuses_[index]);
}

void Verification::Impl::check_deliveries(std::size_t index) {
  const Expectation& expected = *entries_[index].expectation;
  if (!expected.attempts && !expected.attempt_count) return;
  const std::uint64_t count = expected.attempt_count.value_or(0);
  const std::vector<std::string>* first = nullptr;
  std::uint64_t others = 0;
  for (const auto& [delivery, endings] : deliveries_[index]) {
    const bool met = expected.attempts ? endings == *expected.attempts : endings.size() == count;
    if (met) continue;
    if (first == nullptr) first = &endings;
    ++others;
  }
  const bool none = deliveries_[index].empty();
  if (first == nullptr && !none) return;
  const std::string wanted =
      expected.attempts ? list_of(*expected.attempts) : std::to_string(count);
  std::string hint = none ? missing_hint(entries_[index]) : "";
  if (others > 1) hint = fmt::format("{} deliveries went otherwise", others);
  add(index, "/attempts",
      {"", "", "attempts", wanted, none ? "no delivery" : list_of(*first), {}, hint});
}

void Verification::Impl::check_active(std::size_t index) {
  const Entry& entry = entries_[index];
  const auto& wanted = entry.expectation->active;
  if (!wanted || *wanted == entry.receiver->active) return;
  add(index, "/active",
      {"", "", "active", *wanted ? "true" : "false", *wanted ? "false" : "true", {}, ""});
}

std::vector<Mismatch> Verification::Impl::finish() {
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    check_count(index);
    check_attempts(index);
    check_deliveries(index);
    check_active(index);
  }
  std::stable_sort(mismatches_.begin(), mismatches_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Mismatch> all;
  for (auto& [index, mismatch] : mismatches_) all.push_back(std::move(mismatch));
  if (left_out_ > 0) {
    all.push_back({"/expect",
                   "",
                   "",
                   "",
                   fmt::format("{} more mismatches were left out", left_out_),
                   {},
                   "",
                   left_out_});
  }
  return all;
}

Verification::Verification(std::span<const Expectation> expectations,
                           std::span<const Receiver> receivers)
    : impl_(std::make_unique<Impl>(expectations, receivers)) {}
Verification::~Verification() = default;

void Verification::add_sender(std::uint64_t sender_id, const Expectation& expectation,
                              const Receiver& receiver) {
  impl_->add_entry(sender_id, expectation, receiver);
}

void Verification::add_capture(std::uint64_t sender_id, const Capture& capture) {
  impl_->add_capture(sender_id, capture);
}

void Verification::add_attempt(std::uint64_t sender_id, const Attempt& attempt,
                               std::optional<std::int64_t> capture) {
  impl_->add_attempt(sender_id, attempt, capture);
}

std::vector<Mismatch> Verification::finish() {
  return impl_->finish();
}

}  // namespace hookline
