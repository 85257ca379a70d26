#include "emitter/scenario/expect/judging/verification.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A stray capture is compared with no more entries than this; beyond them, only with those that
/// still lack captures.
constexpr std::size_t kCandidatesMax = 16;

Mismatch left_out(std::uint64_t mismatches) {
  return {"/expect", "", "",        "", fmt::format("{} more mismatches were left out", mismatches),
          {},        "", mismatches};
}

}  // namespace

Verification::Verification(std::span<const Expectation> expectations,
                           std::span<const Receiver> receivers) {
  for (const Expectation& expectation : expectations) {
    const auto receiver = std::ranges::find(receivers, expectation.webhook, &Receiver::name);
    if (receiver == receivers.end()) continue;  // the loader has refused it
    add_sender(receiver->id, expectation, *receiver);
  }
}

void Verification::add_sender(ReceiverId sender, const Expectation& expectation,
                              const Receiver& receiver) {
  of_sender_[sender].push_back(&checks_.emplace_back(expectation, receiver, room_));
}

const Verification::Checks& Verification::checks_of(ReceiverId sender) const {
  static const Checks kNone;
  const auto found = of_sender_.find(sender);
  return found == of_sender_.end() ? kNone : found->second;
}

void Verification::add_capture(ReceiverId sender, const Capture& capture) {
  const Checks& checks = checks_of(sender);
  if (checks.empty()) return;
  CaughtRequest request(capture);
  StrayCapture stray;
  stray.capture = capture.id;
  bool is_taken = false;
  bool is_first = true;
  for (EntryCheck* check : checks) {
    if (!check->take(request, capture.id)) continue;
    if (!check->wants_captures()) {
      stray.is_forbidden = true;
      continue;
    }
    if (std::exchange(is_first, false)) check->check_whole(capture);
    is_taken = is_taken || !check->is_over();
    if (check->is_over() && !stray.surplus_of) stray.surplus_of = check;
  }
  if (!is_taken) add_stray(std::move(stray), checks, request);
}

void Verification::add_stray(StrayCapture stray, const Checks& of_sender, CaughtRequest& request) {
  const bool is_explained = stray.surplus_of || stray.is_forbidden;
  if (!is_explained && std::ranges::none_of(of_sender, &EntryCheck::wants_captures)) return;
  if (strays_.size() >= kMismatchesMax) {
    room_.left_out += is_explained ? 0 : 1;
    return;
  }
  for (EntryCheck* check : of_sender) {
    const bool is_full = check->lacking() == 0;
    if (!check->wants_captures() || (is_full && stray.candidates.size() >= kCandidatesMax))
      continue;
    auto differences = check->differences_of(request);
    if (!differences.empty()) stray.candidates.push_back({check, std::move(differences)});
  }
  strays_.push_back(std::move(stray));
}

void Verification::settle_strays() {
  const auto chosen = meant_for(strays_);
  for (std::size_t i = 0; i < strays_.size(); ++i) {
    EntryCheck* surplus_of = strays_[i].surplus_of;
    if (chosen[i]) {
      if (surplus_of) surplus_of->move_surplus();
      chosen[i]->entry->blame(strays_[i].capture, chosen[i]->differences);
    } else if (surplus_of) {
      surplus_of->keep_surplus(strays_[i].capture);
    }
  }
}

void Verification::add_attempt(ReceiverId sender, const Attempt& attempt,
                               std::optional<std::int64_t> capture) {
  for (EntryCheck* check : checks_of(sender)) check->add_attempt(attempt, capture);
}

std::vector<Mismatch> Verification::finish() {
  settle_strays();
  std::vector<Mismatch> all;
  for (EntryCheck& check : checks_) std::ranges::move(check.finish(), std::back_inserter(all));
  if (room_.left_out > 0) all.push_back(left_out(room_.left_out));
  if (endpoint_) std::ranges::move(endpoint_->finish(all), std::back_inserter(all));
  return all;
}

}  // namespace hookline
