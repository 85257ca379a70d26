#include "emitter/scenario/expect/matcher.h"

#include "catcher/base/http/url/url.h"
#include "catcher/base/json/json_reader.h"
#include "catcher/base/text/ascii.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/times/moment.h"
#include "emitter/platform/reading/long_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

namespace hookline {
namespace {

constexpr std::array<std::pair<std::string_view, Likeness>, 5> kLikenesses = {{
    {"date_time", Likeness::kDateTime},
    {"email", Likeness::kEmail},
    {"integer", Likeness::kInteger},
    {"decimal", Likeness::kDecimal},
    {"url", Likeness::kUrl},
}};

std::string_view name_of(Likeness likeness) {
  for (const auto& [name, known] : kLikenesses) {
    if (known == likeness) return name;
  }
  return "";
}

template <class... Cases>
struct Switch : Cases... {
  using Cases::operator()...;
};
/// For clang 14, which finds no types for an aggregate by itself.
template <class... Cases>
Switch(Cases...) -> Switch<Cases...>;

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text;
}

/// Reads text by a picture such as "dddd-dd-dd": d stands for a digit, all else for itself.
bool has_shape(std::string_view text, std::string_view picture) {
  if (text.size() != picture.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (picture[i] == 'd' ? !is_digit(text[i]) : text[i] != picture[i]) return false;
  }
  return true;
}

int number_at(std::string_view text, std::size_t offset) {
  int number = 0;
  std::from_chars(text.data() + offset, text.data() + offset + 2, number);
  return number;
}

bool is_offset(std::string_view text) {
  if (text == "Z") return true;
  if (!has_shape(text, "+dd:dd") && !has_shape(text, "-dd:dd")) return false;
  return number_at(text, 1) <= 14 && number_at(text, 4) <= 59;
}

bool is_date_time(std::string_view text) {
  constexpr std::size_t kSecondsEnd = 19;
  if (text.size() < kSecondsEnd) return false;
  const std::string_view moment = text.substr(0, kSecondsEnd);
  const std::string_view rest = text.substr(kSecondsEnd);
  const bool offset_dated = has_shape(moment, "dddd-dd-ddTdd:dd:dd") && is_offset(rest);
  const bool plain = has_shape(moment, "dddd-dd-dd dd:dd:dd") && rest.empty();
  if (!offset_dated && !plain) return false;
  // Unlike a scenario's own times, a leap second may be received.
  const bool is_leap_second = moment.substr(17) == "60";
  std::string checked(moment);
  if (is_leap_second) checked.replace(17, 2, "59");
  return problem_with_moment(checked).empty();
}

/// "1044055", or "1,044,055" with the separators in their places.
bool is_grouped(std::string_view text) {
  if (is_all_digits(text)) return true;
  const auto comma = text.find(',');
  if (comma > 3 || !is_all_digits(text.substr(0, comma))) return false;
  for (std::size_t at = comma; at < text.size(); at += 4) {
    if (text[at] != ',' || text.size() - at < 4 || !is_all_digits(text.substr(at + 1, 3)))
      return false;
  }
  return true;
}

bool is_decimal(std::string_view text) {
  text = without_sign(text);
  const auto point = text.find('.');
  if (point == std::string_view::npos) return is_grouped(text);
  return is_grouped(text.substr(0, point)) && is_all_digits(text.substr(point + 1));
}

bool is_url(std::string_view text) {
  try {
    Url::parse(text);
    return true;
  } catch (const UrlError&) {
    return false;
  }
}

std::vector<std::string> read_choices(const JsonValue& value) {
  std::vector<std::string> texts;
  for (const JsonValue& item : value.items()) texts.push_back(item.text());
  if (texts.empty()) value.fail("must name at least one text");
  return texts;
}

Matcher read_pattern(const JsonValue& value) {
  try {
    return Matcher::matches(value.text());
  } catch (const std::invalid_argument& problem) {
    value.fail(problem.what());
  }
}

Matcher read_likeness(const JsonValue& value) {
  std::vector<std::string_view> names;
  for (const auto& [name, likeness] : kLikenesses) {
    if (value.text() == name) return Matcher::like(likeness);
    names.push_back(name);
  }
  value.fail_unknown("likeness", names);
}

}  // namespace

bool is_like(Likeness likeness, std::string_view text) {
  switch (likeness) {
    case Likeness::kDateTime:
      return is_date_time(text);
    case Likeness::kEmail:
      return is_email(text);
    case Likeness::kInteger:
      return is_all_digits(without_sign(text));
    case Likeness::kDecimal:
      return is_decimal(text);
    case Likeness::kUrl:
      return is_url(text);
  }
  return false;
}

Matcher Matcher::matches(const std::string& pattern) {
  re2::RE2::Options options(re2::RE2::Quiet);
  auto compiled = std::make_shared<const re2::RE2>(pattern, options);
  if (compiled->ok()) return Matcher(Pattern{std::move(compiled)});
  throw std::invalid_argument(fmt::format(
      "is no regular expression: {} (RE2 syntax, without look-around and back references)",
      compiled->error()));
}

bool Matcher::meets(std::optional<std::string_view> value) const {
  if (const auto* rule = std::get_if<Present>(&rule_)) return rule->present == value.has_value();
  if (!value) return false;
  const auto is_value = [&](const std::string& text) { return text == *value; };
  return std::visit(
      Switch{
          [&](const Equals& rule) { return rule.text == *value; },
          [&](const Pattern& rule) {
            const re2::StringPiece text(value->data(), value->size());
            return re2::RE2::PartialMatch(text, *rule.compiled);
          },
          [&](const Contains& rule) { return value->find(rule.text) != std::string_view::npos; },
          [&](const OneOf& rule) {
            return std::any_of(rule.texts.begin(), rule.texts.end(), is_value);
          },
          [&](Likeness likeness) { return is_like(likeness, *value); },
          [](const Present&) { return true; },
          [&](const SameAs& rule) { return *rule.bytes == *value; },
      },
      rule_);
}

const std::string* Matcher::text() const {
  const auto* rule = std::get_if<Equals>(&rule_);
  return rule == nullptr ? nullptr : &rule->text;
}

std::vector<std::string_view> Matcher::texts() const {
  if (const auto* rule = std::get_if<Equals>(&rule_)) return {rule->text};
  const auto* rule = std::get_if<OneOf>(&rule_);
  if (rule == nullptr) return {};
  return {rule->texts.begin(), rule->texts.end()};
}

bool Matcher::takes_anything() const {
  if (std::holds_alternative<Present>(rule_)) return false;
  constexpr std::array<std::string_view, 6> kProbes = {"",   "a",      "7",
                                                       "\n", "\x01 ß", "Zz-_.,;@[]{}\r\n\t?!"};
  return std::all_of(kProbes.begin(), kProbes.end(),
                     [this](std::string_view probe) { return meets(probe); });
}

std::optional<std::string> Matcher::pattern() const {
  const auto* rule = std::get_if<Pattern>(&rule_);
  return rule ? std::optional(rule->compiled->pattern()) : std::nullopt;
}

std::string Matcher::description() const {
  return std::visit(
      Switch{
          [](const Equals& rule) { return rule.text; },
          [](const Pattern& rule) { return fmt::format("matches {}", rule.compiled->pattern()); },
          [](const Contains& rule) { return fmt::format("contains \"{}\"", rule.text); },
          [](const OneOf& rule) {
            return fmt::format("one of \"{}\"", fmt::join(rule.texts, "\", \""));
          },
          [](Likeness likeness) { return fmt::format("like {}", name_of(likeness)); },
          [](const Present& rule) { return std::string(rule.present ? "(present)" : "(absent)"); },
          [](const SameAs& rule) { return *rule.bytes; },
      },
      rule_);
}

Matcher read_matcher(const JsonValue& value) {
  if (value.is_text()) return Matcher::equals(value.text());
  if (value.kind() == JsonKind::kNull) {
    value.fail(
        "must be a text in quotes, or an object, not null; write {\"present\": false} where it "
        "must not be there, \"\" where it must be empty");
  }
  if (!value.is_object()) {
    value.fail(fmt::format(
        "must be a text in quotes, or an object with one of matches, contains, one_of, like, "
        "present, repeat, base64, not {}",
        value.is_array() ? "an array" : value.text_or_number()));
  }
  JsonObject object = value.object();
  if (object.find("repeat") || object.find("base64")) return Matcher::equals(read_long_text(value));
  std::vector<Matcher> rules;
  if (const auto key = object.find("matches")) rules.push_back(read_pattern(*key));
  if (const auto key = object.find("contains")) rules.push_back(Matcher::contains(key->text()));
  if (const auto key = object.find("one_of")) rules.push_back(Matcher::one_of(read_choices(*key)));
  if (const auto key = object.find("like")) rules.push_back(read_likeness(*key));
  if (const auto key = object.find("present")) rules.push_back(Matcher::present(key->boolean()));
  object.finish();
  if (rules.size() == 1) return rules.front();
  value.fail(fmt::format(
      "must have exactly one of matches, contains, one_of, like, present, repeat, base64, not {}",
      rules.size()));
}

}  // namespace hookline
