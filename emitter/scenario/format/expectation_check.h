#pragma once

#include <string>
#include <vector>

namespace hookline {

// An expectation that nothing could meet is refused, one that always holds is only warned of: a
// misspelled field is no proof, but a scenario that only sends is of use.

struct Scenario;

/// What would make a scenario pass although something is wrong, each "/json/pointer: sentence".
struct ExpectationDoubts {
  /// Certainly not meant: a field that no such event has, a type that no event is of.
  std::vector<std::string> mistakes;
  /// Perhaps not meant: nothing is expected, or what is expected holds whatever happens.
  std::vector<std::string> warnings;
};

/// Looks at all expectations of a scenario that is valid otherwise. `is_whole`: all of its file
/// could be read, so that what isn't there may be relied on; else there are no warnings.
ExpectationDoubts doubts_about(const Scenario& scenario, bool is_whole);

}  // namespace hookline
