#pragma once

#include "catcher/captures/capture.h"

#include <string>
#include <vector>

namespace hookline {

/// What a list tells of each capture besides its summary: values by the names that filters have for
/// them, "form.contact[email]", "header.X-Shop", "query.page", "json.data.items[0].id".
class ShownValues {
 public:
  /// Throws std::invalid_argument with a sentence for a name that is none, or too many of them.
  explicit ShownValues(std::vector<std::string> names);

  /// Whether the head alone doesn't tell.
  bool needs_bodies() const;
  /// Adds "shown":[[name,value]…] to the JSON object that `json` ends with, where any name was
  /// given. A name that the capture has nothing of is left out; of several values all are told,
  /// with ", " between them, and no more than the first 200 bytes.
  void add_to_summary(std::string& json, const Capture& capture) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace hookline
