#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/captures/capture.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// The filter that every list, wait, stream, export and reply rule uses. All that is set must hold.
struct CaptureFilter {
  std::vector<std::int64_t> ids;       ///< one of these, in order, each once; empty: any
  std::optional<std::string> method;   ///< exact
  std::optional<std::string> path;     ///< as PathPattern has it
  std::optional<std::string> channel;  ///< exact
  /// Anywhere in target, headers or body (put together; unpacked too, up to 1 MiB), as it is or
  /// with the escapes undone that a form, JSON or XML writes it with; case ignored.
  std::optional<std::string> text;
  std::optional<std::string> exact;      ///< the same, in this case
  std::optional<int> status;             ///< of the reply
  std::optional<std::int64_t> since_us;  ///< received then or later, microseconds since 1970 UTC
  std::optional<std::int64_t> until_us;  ///< received before
  FormFields form;                       ///< each: a form field of that name has that value
  FormFields header;  ///< each: a header of that name (case ignored) has that value
  bool empty() const;
  friend bool operator==(const CaptureFilter&, const CaptureFilter&) = default;
};

/// Takes the filters out of a decoded query: id, method, path, channel, text, exact, status, since,
/// until, form.NAME, header.NAME. Other names are left alone. Throws std::invalid_argument with a
/// sentence for a value that makes no sense.
CaptureFilter filter_from_query(std::span<const FormField> query);

bool matches(const CaptureFilter& filter, const Capture& capture);

/// Why the capture does not match, a sentence for each part that fails ("path is /b, not /a");
/// empty when it does. The fewer, the closer.
std::vector<std::string> mismatches(const CaptureFilter& filter, const Capture& capture);

}  // namespace hookline
