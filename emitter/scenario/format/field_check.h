#pragma once

#include <string>

namespace hookline {

class KnownFields;
struct FieldExpectation;
struct Scenario;

struct FieldVerdict {
  std::string mistake;  ///< why nothing can meet it, or everything does; a sentence, or empty
  std::string warning;
};

/// Holds a part of an expectation against what the platform sends. `of_event`: it speaks of
/// events, not of an automation's action. `is_whole`: the scenario's account has all that its file
/// says.
FieldVerdict check_field(const FieldExpectation& field, const KnownFields& known,
                         const Scenario& scenario, bool of_event, bool is_whole);

}  // namespace hookline
