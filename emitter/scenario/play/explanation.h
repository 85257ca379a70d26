#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

struct Played;

/// What is said of a play with --explain: step by step why each webhook did or did not fire, and
/// how the attempts went. At most so many lines.
class Explanation {
 public:
  static constexpr std::size_t kLinesMax = 10'000;

  void say(std::string line);
  /// A step is played for the `number`-th time, from 1, from that delivery on.
  void begin_turn(std::uint64_t number, std::size_t first_delivery);
  void end_step();
  /// All lines. Behind what was said of a step it is told how its deliveries went: those of the
  /// first time, and of each other time that went otherwise than the one before.
  std::vector<std::string> finish(const Played& played);

 private:
  struct Turn {
    std::uint64_t number = 0;
    std::size_t first_delivery = 0;
    std::size_t lines = 0;  ///< that were said by the end of its step
  };
  struct Story {
    std::string alike;               ///< the same for turns that went alike
    std::vector<std::string> lines;  ///< one for each delivery
  };
  std::vector<Story> stories_of(const Played& played) const;
  void tell_turn(std::size_t turn, const std::vector<Story>& stories);

  std::vector<std::string> lines_;
  std::vector<Turn> turns_;
};

}  // namespace hookline
