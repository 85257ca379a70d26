#pragma once

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/message/answer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One call of the platform's address, whole, from somebody who may call.
struct PlatformCall {
  std::string method;
  std::string path;                ///< as sent, without the query
  std::vector<std::string> parts;  ///< what stands for each {…} of the route's pattern, decoded
  FormFields query;                ///< decoded; order and repeats as sent
  Headers headers;                 ///< no order; names as sent
  std::string body;

  /// The first of that name; none where it isn't given.
  std::optional<std::string> parameter(std::string_view name) const;
  /// Of a part that is a number: an id; none where it isn't.
  std::optional<std::uint64_t> id(std::size_t part) const;
  /// Without parameters and in lower case: "application/json"; empty where there is none.
  std::string media_type() const;
};

/// An answer of JSON.
Answer json_answer(int status, std::string json);
Answer text_answer(int status, std::string text, std::string type);

}  // namespace hookline
