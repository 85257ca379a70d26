#pragma once

#include "catcher/base/http/headers/header.h"

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One part of a multipart/form-data body. The bytes live as long as the body.
struct FormPart {
  std::string name;
  bool named = false;  ///< false where no Content-Disposition names it
  bool is_file = false;
  std::string filename;
  std::string content_type;
  std::string_view bytes;
};

struct Multipart {
  std::vector<FormPart> parts;
  std::string problem;  ///< what is wrong with it, a clause; parts are what could be read
};

/// Reads all that can be read. Never fails.
Multipart read_multipart(std::string_view body, std::string_view boundary);

/// A parameter of a Content-Disposition as browsers write it: of its quoted text only what they
/// escape (https://html.spec.whatwg.org/#multipart-form-data: %22, %0D, %0A, and the \" of older
/// ones) is unescaped, so that a path of Windows stays one. Empty where there is none, `found`
/// tells.
std::string disposition_param(std::string_view disposition, std::string_view name, bool& found);

}  // namespace hookline
