#include "catcher/base/net/answers/answer_head.h"

#include "catcher/base/http/headers/list_items.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kShownBytesMax = 60;

/// What a server sent, as a sentence may show it: cut, and in printable ASCII.
std::string shown(std::string_view text) {
  std::string out(text.substr(0, kShownBytesMax));
  for (char& c : out) {
    if (c < 0x20 || c > 0x7e) c = '?';
  }
  return text.size() > kShownBytesMax ? out + "..." : out;
}

/// Takes a line, without its end, off the front.
std::string_view next_line(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Whether a byte of a head is a NUL, or a CR that ends no line. Without a branch, which
/// takes in many bytes at a time: nearly no head has one, and then its lines needn't be searched.
bool has_odd_control(std::string_view head) {
  unsigned odd = 0;
  for (std::size_t i = 0; i + 1 < head.size(); ++i) {
    const unsigned is_stray_cr = unsigned{head[i] == '\r'} & unsigned{head[i + 1] != '\n'};
    odd |= unsigned{head[i] == '\0'} | is_stray_cr;
  }
  return odd != 0 || head.ends_with('\0') || head.ends_with('\r');
}

/// What is wrong with a line that holds a NUL or a CR: some other program might see the end of the
/// line there.
std::string control_problem(std::string_view line) {
  if (line.find('\0') != std::string_view::npos) {
    return fmt::format("its line \"{}\" has a NUL byte in it", shown(line));
  }
  if (line.find('\r') != std::string_view::npos) {
    return fmt::format("its line \"{}\" has a CR in it that ends no line", shown(line));
  }
  return {};
}

class HeadReading {
 public:
  HeadReading(AnswerHead& head, Headers* fields) : head_(head), fields_(fields) {}

  std::string read(std::string_view bytes) {
    is_odd_ = has_odd_control(bytes);
    std::string problem = read_status_line(next_line(bytes));
    while (problem.empty()) {
      const std::string_view line = next_line(bytes);
      if (line.empty()) return framing_problem();
      problem = read_line(line);
    }
    return problem;
  }

 private:
  std::string read_status_line(std::string_view line) {
    if (std::string problem = odd_control_in(line); !problem.empty()) return problem;
    std::string_view rest = line.substr(std::min(line.size(), std::size_t{5}));  // "HTTP/"
    const std::string_view version = rest.substr(0, rest.find_first_of(kBlankBytes));
    const bool is_known =
        version == "1.1" || version == "1.0" || version == "2" || version == "2.0";
    if (!is_known) {
      return fmt::format(
          "its first line \"{}\" has no version of HTTP that is known here; "
          "HTTP/1.1 and a status were expected",
          shown(line));
    }
    // Some servers write HTTP/2 in an answer of HTTP/1. Such a connection isn't used again.
    head_.keeps_alive = version == "1.1";
    may_keep_alive_ = version.front() == '1';
    return read_status(trimmed(rest.substr(version.size())), line);
  }

  std::string read_status(std::string_view rest, std::string_view line) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_digit);
    const auto digits = static_cast<std::size_t>(end - rest.begin());
    if (digits != 3) {
      return fmt::format("its first line \"{}\" has no status of three digits", shown(line));
    }
    std::from_chars(rest.data(), rest.data() + digits, head_.status);
    if (head_.status < 100) {
      return fmt::format("its status {} does not exist: the lowest is 100", rest.substr(0, digits));
    }
    head_.reason = trimmed(rest.substr(digits));
    return {};
  }

  std::string odd_control_in(std::string_view line) const {
    return is_odd_ ? control_problem(line) : std::string();
  }

  std::string read_line(std::string_view line) {
    if (std::string problem = odd_control_in(line); !problem.empty()) return problem;
    if (is_one_of(line.front(), kBlankBytes)) return read_folded(line);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      return fmt::format("its header line \"{}\" has no colon; NAME: VALUE was expected",
                         shown(line));
    }
    const std::string_view name = trimmed(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    last_ = name;
    if (fields_ && !name.empty()) fields_->push_back({std::string(name), std::string(value)});
    return read_field(name, value);
  }

  /// A line that continues the one before. It is refused where that says how long the answer is:
  /// some programs read the second line, others don't.
  std::string read_folded(std::string_view line) {
    if (!last_) return fmt::format("its header line \"{}\" begins with a blank", shown(line));
    if (is_framing(*last_) || equals_ignoring_case(*last_, "connection")) {
      return fmt::format("its header {} goes on in a second line, which programs read differently",
                         shown(*last_));
    }
    if (fields_ && !last_->empty()) {
      std::string& value = fields_->back().value;
      if (!value.empty()) value += ' ';
      value += trimmed(line);
    }
    return {};
  }

  static bool is_framing(std::string_view name) {
    return equals_ignoring_case(name, "content-length") ||
           equals_ignoring_case(name, "transfer-encoding");
  }

  std::string read_field(std::string_view name, std::string_view value) {
    switch (name.size()) {
      case 8:
        if (equals_ignoring_case(name, "location")) head_.location = value;
        break;
      case 10:
        if (equals_ignoring_case(name, "connection")) read_connection(value);
        break;
      case 11:
        if (equals_ignoring_case(name, "retry-after")) head_.retry_after = value;
        break;
      case 14:
        if (equals_ignoring_case(name, "content-length")) return read_length(value);
        break;
      case 17:
        if (equals_ignoring_case(name, "transfer-encoding")) return read_codings(value);
        break;
      default:
        break;
    }
    return {};
  }

  void read_connection(std::string_view value) {
    while (!value.empty()) {
      const std::string_view option = take_list_item(value);
      if (equals_ignoring_case(option, "close")) may_keep_alive_ = false;
      if (equals_ignoring_case(option, "keep-alive")) head_.keeps_alive = true;
    }
  }

  /// A list of equal lengths is that length: proxies join repeated lines.
  std::string read_length(std::string_view value) {
    std::string_view list = value;
    do {
      const std::string_view item = take_list_item(list);
      std::uint64_t length = 0;
      const char* last = item.data() + item.size();
      const auto [end, problem] = std::from_chars(item.data(), last, length);
      if (problem != std::errc() || end != last) {
        return fmt::format("its header Content-Length: {} is no number of bytes", shown(value));
      }
      if (head_.length && *head_.length != length) {
        return fmt::format(
            "it has two different lengths, Content-Length: {} and Content-Length: {}, and programs "
            "disagree about which of them counts",
            *head_.length, length);
      }
      head_.length = length;
    } while (!list.empty());
    return {};
  }

  std::string read_codings(std::string_view value) {
    for (std::string_view list = value; !list.empty();) {
      const std::string_view coding = take_list_item(list);
      if (coding.empty() || equals_ignoring_case(coding, "identity")) continue;
      if (equals_ignoring_case(coding, "chunked")) {
        head_.is_chunked = true;
      } else if (head_.is_chunked) {
        return fmt::format(
            "its header Transfer-Encoding has chunked before {}: the last one has to be chunked",
            shown(coding));
      }
      coding_ = coding;
    }
    return {};
  }

  std::string framing_problem() {
    head_.keeps_alive = head_.keeps_alive && may_keep_alive_;
    if (coding_.empty() || !head_.length) return {};
    return fmt::format(
        "it has both Content-Length: {} and Transfer-Encoding: {}, and programs disagree about "
        "which of them says where it ends; the server must send one of the two",
        *head_.length, shown(coding_));
  }

  AnswerHead& head_;
  Headers* const fields_;
  bool is_odd_ = false;  ///< some line has a control byte that it must not have
  bool may_keep_alive_ = true;
  std::optional<std::string_view> last_;  ///< the name of the header before
  std::string_view coding_;               ///< the last of Transfer-Encoding
};

}  // namespace

std::optional<std::size_t> end_of_answer_head(std::string_view bytes, std::size_t from) {
  for (std::size_t at = bytes.find('\n', from); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    const std::string_view rest = bytes.substr(at + 1);
    if (rest.starts_with('\n')) return at + 2;
    if (rest.starts_with("\r\n")) return at + 3;
  }
  return std::nullopt;
}

std::string read_answer_head(std::string_view bytes, AnswerHead& head, Headers* fields) {
  return HeadReading(head, fields).read(bytes);
}

void read_answer_trailers(std::string_view lines, Headers& fields) {
  while (!lines.empty()) {
    const std::string_view line = next_line(lines);
    const std::string_view name = trimmed(line.substr(0, line.find(':')));
    if (name.empty() || name.size() == line.size() || !control_problem(line).empty()) continue;
    fields.push_back({std::string(name), std::string(trimmed(line.substr(line.find(':') + 1)))});
  }
}

}  // namespace hookline
