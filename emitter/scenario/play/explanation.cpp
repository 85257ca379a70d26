#include "emitter/scenario/play/explanation.h"

#include "emitter/scenario/play/attempt_story.h"
#include "emitter/scenario/play/player.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

const std::string& name_in(const Played& played, ReceiverId id) {
  return std::find_if(played.receivers.begin(), played.receivers.end(),
                      [&](const Receiver& receiver) { return receiver.id == id; })
      ->name;
}

}  // namespace

void Explanation::say(std::string line) {
  if (lines_.size() < kLinesMax) lines_.push_back(std::move(line));
  if (lines_.size() == kLinesMax) lines_.back() = "… and more, which is left out here";
}

void Explanation::begin_turn(std::uint64_t number, std::size_t first_delivery) {
  turns_.push_back({number, first_delivery, 0});
}

void Explanation::end_step() {
  if (!turns_.empty()) turns_.back().lines = lines_.size();
}

std::vector<std::string> Explanation::finish(const Played& played) {
  const std::vector<std::string> said = std::exchange(lines_, {});
  const std::vector<Story> stories = stories_of(played);
  std::size_t repeated = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    const bool is_last_of_step = i + 1 == turns_.size() || turns_[i + 1].number == 1;
    if (!is_last_of_step) continue;
    for (; repeated < turns_[i].lines; ++repeated) say(said[repeated]);
    for (; first <= i; ++first) tell_turn(first, stories);
  }
  return std::move(lines_);
}

void Explanation::tell_turn(std::size_t turn, const std::vector<Story>& stories) {
  const bool is_first = turns_[turn].number == 1;
  if (!is_first && stories[turn].alike == stories[turn - 1].alike) return;
  if (!is_first) say(fmt::format("  time {}:", turns_[turn].number));
  for (const std::string& line : stories[turn].lines) say("     " + line);
  if (!is_first && stories[turn].lines.empty()) say("     nothing was sent");
}

std::vector<Explanation::Story> Explanation::stories_of(const Played& played) const {
  std::vector<std::vector<const Attempt*>> attempts(played.receiver_of.size());
  for (const Attempt& attempt : played.attempts) {
    attempts[attempt.delivery_id - played.first_delivery_id].push_back(&attempt);
  }
  std::vector<Story> stories(turns_.size());
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    const std::size_t end = i + 1 < turns_.size() ? turns_[i + 1].first_delivery : attempts.size();
    for (std::size_t d = turns_[i].first_delivery; d < end; ++d) {
      const std::string& name = name_in(played, played.receiver_of[d]);
      stories[i].alike += fmt::format("{}\n{}\n", name, story_of(attempts[d], false));
      stories[i].lines.push_back(fmt::format("\"{}\": {}", name, story_of(attempts[d], true)));
    }
  }
  return stories;
}

}  // namespace hookline
