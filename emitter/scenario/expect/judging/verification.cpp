#include "emitter/scenario/expect/judging/verification.h"

#include "emitter/scenario/expect/judging/attempt_check.h"
#include "emitter/scenario/expect/judging/caught_request.h"
#include "emitter/scenario/expect/judging/stray_captures.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A stray capture is compared with no more entries than this; beyond them, only with those that
/// still lack captures.
constexpr std::size_t kCandidatesMax = 16;

/// As reports call it.
std::string name_of_part(const FieldExpectation& field) {
  return field.part == RequestPart::kHeader ? "header." + field.name : field.name;
}

/// One expectation and what was seen of it so far.
struct Entry {
  Entry(const Expectation& of, const Receiver& from)
      : expectation(&of), receiver(&from), attempts(of) {}

  const Expectation* expectation;
  const Receiver* receiver;
  AttemptCheck attempts;
  std::uint64_t met = 0;                   ///< captures that meet its fields
  std::optional<std::int64_t> first_over;  ///< the first capture beyond its count
  std::uint64_t blamed = 0;                ///< captures whose difference was held against it
  std::uint64_t moved = 0;              ///< surplus captures that were held against another entry
  std::optional<std::int64_t> surplus;  ///< the first of them that was not

  bool wants_captures() const {
    return expectation->speaks_of_captures() && expectation->count != 0;
  }
  std::uint64_t lacking() const {
    if (!wants_captures()) return 0;
    const std::uint64_t wanted = expectation->count.value_or(1);
    return wanted > met ? wanted - met : 0;
  }
  bool is_over() const { return expectation->count && met > *expectation->count; }
};

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

  void add_entry(ReceiverId sender, const Expectation& expectation, const Receiver& receiver) {
    of_sender_[sender].push_back(entries_.size());
    entries_.emplace_back(expectation, receiver);
  }
  void add_capture(ReceiverId sender, const Capture& capture);
  void add_attempt(ReceiverId sender, const Attempt& attempt, std::optional<std::int64_t> capture);
  std::vector<Mismatch> finish();

 private:
  void add_stray(StrayCapture stray, std::span<const std::size_t> of_webhook,
                 CaughtRequest& request);
  void settle_strays();
  void blame(const StrayCapture& stray, const StrayCapture::Candidate& meant);
  void check_whole(std::size_t index, const Capture& capture);
  void check_count(std::size_t index);
  void check_attempts(std::size_t index);
  void check_active(std::size_t index);
  std::string missing_hint(const Entry& entry) const;
  void add(std::size_t index, std::string_view part, Mismatch mismatch);

  std::vector<Entry> entries_;
  std::map<ReceiverId, std::vector<std::size_t>> of_sender_;  ///< indices of entries
  std::vector<std::pair<std::size_t, Mismatch>> mismatches_;  ///< by entry
  std::vector<StrayCapture> strays_;                          ///< at most kMismatchesMax
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

void Verification::Impl::add_capture(ReceiverId sender, const Capture& capture) {
  const auto found = of_sender_.find(sender);
  if (found == of_sender_.end()) return;
  CaughtRequest request(capture);
  StrayCapture stray;
  stray.capture = capture.id;
  bool taken = false;
  bool covered = false;
  for (const std::size_t index : found->second) {
    Entry& entry = entries_[index];
    if (!entry.expectation->speaks_of_captures() || !request.meets(*entry.expectation)) continue;
    ++entry.met;
    if (entry.is_over() && !entry.first_over) entry.first_over = capture.id;
    if (!entry.wants_captures()) stray.is_forbidden = true;
    if (!entry.wants_captures()) continue;
    if (!covered) check_whole(index, capture);
    covered = true;
    taken = taken || !entry.is_over();
    if (entry.is_over() && !stray.surplus_of) stray.surplus_of = index;
  }
  if (taken) return;
  add_stray(std::move(stray), found->second, request);
}

void Verification::Impl::add_stray(StrayCapture stray, std::span<const std::size_t> of_webhook,
                                   CaughtRequest& request) {
  const auto wants = [&](std::size_t index) { return entries_[index].wants_captures(); };
  const bool is_explained = stray.surplus_of || stray.is_forbidden;
  if (!is_explained && std::none_of(of_webhook.begin(), of_webhook.end(), wants)) return;
  if (strays_.size() >= kMismatchesMax) {
    left_out_ += is_explained ? 0 : 1;
    return;
  }
  for (const std::size_t index : of_webhook) {
    const Entry& entry = entries_[index];
    const bool is_full = entry.lacking() == 0;
    if (!entry.wants_captures() || (is_full && stray.candidates.size() >= kCandidatesMax)) continue;
    auto differences = differences_of(*entry.expectation, request);
    if (!differences.empty()) stray.candidates.push_back({index, std::move(differences)});
  }
  strays_.push_back(std::move(stray));
}

void Verification::Impl::settle_strays() {
  std::vector<std::uint64_t> lacking;
  for (const Entry& entry : entries_) lacking.push_back(entry.lacking());
  const auto chosen = meant_for(strays_, std::move(lacking));
  for (std::size_t i = 0; i < strays_.size(); ++i) {
    const StrayCapture& stray = strays_[i];
    if (chosen[i]) {
      if (stray.surplus_of) ++entries_[*stray.surplus_of].moved;
      blame(stray, stray.candidates[*chosen[i]]);
    } else if (stray.surplus_of && !entries_[*stray.surplus_of].surplus) {
      entries_[*stray.surplus_of].surplus = stray.capture;
    }
  }
}

void Verification::Impl::blame(const StrayCapture& stray, const StrayCapture::Candidate& meant) {
  Entry& entry = entries_[meant.entry];
  const bool was_expected = entry.blamed < entry.lacking();
  ++entry.blamed;
  for (const FieldDifference& found : meant.differences) {
    std::string hint = found.hint;
    if (!was_expected && entry.expectation->count) {
      hint += fmt::format("{}one more than the entry's {}; no entry of this webhook takes it",
                          hint.empty() ? "" : "; ", *entry.expectation->count);
    }
    add(meant.entry, "",
        {found.field->pointer, "", name_of_part(*found.field), found.expected, found.actual,
         stray.capture, std::move(hint)});
  }
}

void Verification::Impl::check_whole(std::size_t index, const Capture& capture) {
  if (capture.complete && !capture.truncated) return;
  const std::string_view actual = capture.truncated ? "cut at the catcher's limit" : "incomplete";
  add(index, "",
      {"", "", "body", "whole", fmt::format("{} ({} bytes)", actual, capture.body_bytes),
       capture.id, "start the catcher with a larger --max-body"});
}

void Verification::Impl::add_attempt(ReceiverId sender, const Attempt& attempt,
                                     std::optional<std::int64_t> capture) {
  const auto found = of_sender_.find(sender);
  if (found == of_sender_.end()) return;
  for (const std::size_t index : found->second) entries_[index].attempts.add(attempt, capture);
}

std::string Verification::Impl::missing_hint(const Entry& entry) const {
  if (!entry.attempts.has_deliveries()) return "no event fired it; --explain says why";
  if (entry.receiver->at_catcher) return entry.attempts.failures();
  return "its URL does not lead to the catcher, so nothing of it can be caught; expect an outcome "
         "or a status instead";
}

void Verification::Impl::check_count(std::size_t index) {
  const Entry& entry = entries_[index];
  if (!entry.expectation->speaks_of_captures()) return;
  const std::uint64_t wanted = entry.expectation->count.value_or(1);
  const bool enough = entry.met + entry.blamed >= wanted;
  const bool too_many = entry.is_over() && entry.met - entry.moved > wanted;
  if (enough && !too_many) return;
  const std::string expected = entry.expectation->count ? std::to_string(wanted) : "1 or more";
  add(index, entry.expectation->count ? "/count" : "",
      {"", "", "count", expected, std::to_string(entry.met),
       entry.surplus ? entry.surplus : entry.first_over,
       too_many ? entry.attempts.retries() : missing_hint(entry)});
}

void Verification::Impl::check_attempts(std::size_t index) {
  const Entry& entry = entries_[index];
  for (AttemptCheck::Finding& found : entry.attempts.findings(missing_hint(entry))) {
    add(index, fmt::format("/{}", found.key),
        {"", "", std::string(found.key), std::move(found.expected), std::move(found.actual),
         found.capture, std::move(found.hint)});
  }
}

void Verification::Impl::check_active(std::size_t index) {
  const Entry& entry = entries_[index];
  const auto& wanted = entry.expectation->active;
  if (!wanted || *wanted == entry.receiver->active) return;
  add(index, "/active",
      {"", "", "active", *wanted ? "true" : "false", *wanted ? "false" : "true", {}, ""});
}

std::vector<Mismatch> Verification::Impl::finish() {
  settle_strays();
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    check_count(index);
    check_attempts(index);
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

void Verification::add_sender(ReceiverId sender, const Expectation& expectation,
                              const Receiver& receiver) {
  impl_->add_entry(sender, expectation, receiver);
}

void Verification::add_capture(ReceiverId sender, const Capture& capture) {
  impl_->add_capture(sender, capture);
}

void Verification::add_attempt(ReceiverId sender, const Attempt& attempt,
                               std::optional<std::int64_t> capture) {
  impl_->add_attempt(sender, attempt, capture);
}

std::vector<Mismatch> Verification::finish() {
  return impl_->finish();
}

}  // namespace hookline
