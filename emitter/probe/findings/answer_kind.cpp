#include "emitter/probe/findings/answer_kind.h"

#include "catcher/base/http/bodies/media_type.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <array>

namespace hookline {
namespace {

constexpr std::size_t kLooked = std::size_t{64} << 10;

/// Cloudflare's, Google's, hCaptcha's, SiteGround's, Imperva's, DataDome's, AWS's and the words
/// that most of them use.
constexpr std::array<std::string_view, 13> kCaptchaMarks = {"captcha",
                                                            "cf-turnstile",
                                                            "challenge-platform",
                                                            "cf-chl",
                                                            "<title>just a moment",
                                                            "are you a human",
                                                            "are you human",
                                                            "are you a robot",
                                                            "not a robot",
                                                            "verify you are human",
                                                            "_incapsula_resource",
                                                            "datadome",
                                                            "checking your browser"};

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_captcha(const Answer& answer, std::string_view body) {
  if (find_header(answer.headers, "cf-mitigated") || find_header(answer.headers, "sg-captcha")) {
    return true;
  }
  return std::any_of(kCaptchaMarks.begin(), kCaptchaMarks.end(),
                     [&](std::string_view mark) { return holds(body, mark); });
}

bool wants_a_password(std::string_view body) {
  return holds(body, "type=\"password\"") || holds(body, "type='password'") ||
         holds(body, "type=password");
}

bool is_page(std::string_view essence, std::string_view body) {
  if (essence == "text/html" || essence == "application/xhtml+xml") return true;
  return essence.empty() && (holds(body, "<html") || holds(body, "<!doctype html"));
}

}  // namespace

AnswerKind kind_of(const Answer& answer) {
  const std::string body = lowered(std::string_view(answer.body).substr(0, kLooked));
  const std::string essence =
      read_media_type(find_header(answer.headers, "content-type").value_or("")).essence;
  const bool is_for_people = is_page(essence, body);
  if (is_for_people && is_captcha(answer, body)) return AnswerKind::kCaptcha;
  if (is_for_people && wants_a_password(body)) return AnswerKind::kLogin;
  if (is_for_people && !body.empty()) return AnswerKind::kPage;
  if (body.empty()) return AnswerKind::kNothing;
  const bool is_json = essence == "application/json" || essence.ends_with("+json");
  return is_json ? AnswerKind::kJson : AnswerKind::kOther;
}

std::string title_of(std::string_view page) {
  const std::string low = lowered(page.substr(0, kLooked));
  const auto open = low.find("<title");
  const auto begin = low.find('>', open);
  if (open == std::string::npos || begin == std::string::npos) return {};
  const auto end = low.find("</title", begin);
  if (end == std::string::npos) return {};
  std::string_view title = page.substr(begin + 1, end - begin - 1);
  constexpr std::string_view kBlanks = " \t\r\n";
  title.remove_prefix(std::min(title.find_first_not_of(kBlanks), title.size()));
  return std::string(title.substr(0, title.find_last_not_of(kBlanks) + 1));
}

}  // namespace hookline
