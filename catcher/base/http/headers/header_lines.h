#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace hookline {

/// One header as it stands in the bytes. A line without a colon is all name.
struct HeaderLine {
  std::string_view name;
  std::string_view value;  ///< without the blanks around it; the folds in it as sent
};

/// Walks the header lines of any bytes, in order and without a copy: the least reading that never
/// fails. Lines end in CR LF or in LF alone; the empty line ends the walk.
class HeaderLines {
 public:
  /// `lines` starts at the first header line and outlives the walk.
  explicit HeaderLines(std::string_view lines) : rest_(lines) {}
  /// False after the last.
  bool next(HeaderLine& line);
  /// What follows the empty line, once next() has returned false.
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// A head split behind its request line; what stands before that (preamble.h) is skipped.
struct HeadParts {
  std::string_view request_line;
  std::string_view header_lines;
};
HeadParts split_head(std::string_view head);

/// The value of the first header of that name, case ignored.
std::optional<std::string_view> find_header_line(std::string_view head, std::string_view name);

/// The values of all headers of that name, in order, case ignored.
std::vector<std::string_view> find_header_lines(std::string_view head, std::string_view name);

}  // namespace hookline
