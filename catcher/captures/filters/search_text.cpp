#include "catcher/captures/filters/search_text.h"

#include "catcher/base/text/ascii.h"
#include "catcher/captures/filters/filter_term.h"
#include "catcher/captures/filters/values/quoted_value.h"
#include "catcher/captures/filters/values/value_pattern.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kTermsMax = 100;

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Whether a name may be meant: other words with a "=" in them are addresses, markup, code.
bool looks_like_name(std::string_view name) {
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return is_letter(c) || is_digit(c) ||
                  std::string_view("_-.[]").find(c) != std::string_view::npos;
         });
}

/// Whether it is the name of a filter that has names of its own, and one of those: "form.a b".
bool is_named_field(std::string_view name) {
  const auto dot = name.find('.');
  const auto* kind = dot == std::string_view::npos ? nullptr : kind_called(name.substr(0, dot));
  return kind != nullptr && has_names(*kind);
}

[[noreturn]] void refuse_name(std::string_view name, std::string_view word) {
  const auto nearest = nearest_filter(name);
  const std::string meant =
      nearest ? fmt::format("did you mean {}=?", *nearest)
              : fmt::format("a form field is form.{0}=, a JSON value json.{0}=.", name);
  throw std::invalid_argument(
      fmt::format("there is no filter {}; {} To look for the text, put it in "
                  "quotes: {}",
                  quoted_value(name), meant, quoted_value(word)));
}

/// Takes a search apart from its start.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  FormFields read() {
    for (skip_blanks(); !rest_.empty(); skip_blanks()) {
      if (terms_.size() == kTermsMax) {
        throw std::invalid_argument(fmt::format("a search has {} parts at most", kTermsMax));
      }
      read_term();
    }
    return std::move(terms_);
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }

  void read_term() {
    const bool is_negated = rest_.size() > 1 && rest_.front() == '-' && !is_blank(rest_[1]);
    if (is_negated) rest_.remove_prefix(1);
    sign_ = is_negated ? "-" : "";
    if (rest_.front() == '"') return add("text", take_quoted());
    const std::string_view word = rest_.substr(0, word_size());
    const std::string_view term = rest_;
    const std::string name = take_name();
    const auto relation = rest_.substr(0, rest_.find_first_not_of("=<>!"));
    if (!is_relation(relation) || (!looks_like_name(name) && !is_named_field(name))) {
      rest_ = term.substr(word.size());
      return add_word(word);
    }
    add_filter(name, word);
  }

  std::size_t word_size() const {
    const auto* end = std::find_if(rest_.begin(), rest_.end(), is_blank);
    return static_cast<std::size_t>(end - rest_.begin());
  }

  /// Up to the relation; what stands in quotes behind a "." is part of it.
  std::string take_name() {
    std::string name;
    while (!rest_.empty() && !is_blank(rest_.front())) {
      const char c = rest_.front();
      if (std::string_view("=<>").find(c) != std::string_view::npos) break;
      if (c == '!' && rest_.substr(1).starts_with('=')) break;
      if (c == '"' && name.ends_with('.')) {
        name += take_quoted();
        continue;
      }
      name += c;
      rest_.remove_prefix(1);
    }
    return name;
  }

  static bool is_relation(std::string_view sign) {
    return !sign.empty() && sign != "!" && !sign.starts_with("!!");
  }

  /// Of one that isn't closed, all the rest: somebody is still typing it.
  std::string take_quoted() {
    std::string text;
    rest_.remove_prefix(1);
    while (!rest_.empty() && rest_.front() != '"') {
      if (rest_.starts_with("\\\"") || rest_.starts_with("\\\\")) rest_.remove_prefix(1);
      text += rest_.front();
      rest_.remove_prefix(1);
    }
    rest_.remove_prefix(rest_.empty() ? 0 : 1);
    return text;
  }

  /// The relation and the value, with the name before them.
  void add_filter(const std::string& name, std::string_view word) {
    const auto term = filter_term({name, ""});
    if (!term || term->kind->condition == nullptr) refuse_name(name, word);
    const std::string relation = take_relation();
    const bool is_ordered = relation != "=" && relation != "!=";
    if (is_ordered && term->kind->relations == FilterKind::Relations::kEquals) {
      throw std::invalid_argument(
          fmt::format("{} can't be asked with {}: write {}=VALUE", name, relation, name));
    }
    if (relation == "!=") sign_ = sign_.empty() ? "-" : "";
    add(name, (is_ordered ? relation : "") + take_value());
  }

  std::string take_relation() {
    std::string relation(rest_.substr(0, 1));
    rest_.remove_prefix(1);
    if (relation != "=" && rest_.starts_with('=')) {
      relation += '=';
      rest_.remove_prefix(1);
    }
    return relation;
  }

  std::string take_value() {
    std::string value;
    if (rest_.starts_with('"')) value = with_literal_stars(take_quoted());
    const std::size_t size = word_size();
    value += rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }

  /// Other programs' searches are written NAME:VALUE. Taken as text, that would find nothing.
  static void refuse_colon(std::string_view word) {
    const auto colon = std::min(word.find(':'), word.size());
    const auto name = word.substr(0, colon);
    const auto* kind = kind_called(name);
    const bool is_meant = is_named_field(name) || (kind != nullptr && !has_names(*kind));
    if (!is_meant || colon + 1 >= word.size()) return;
    throw std::invalid_argument(
        fmt::format("write {0}={1}; to look for the text, put it in quotes: {2}", name,
                    word.substr(colon + 1), quoted_value(word)));
  }

  /// Anywhere, so that stars at its ends say nothing.
  void add_word(std::string_view word) {
    refuse_colon(word);
    const auto text = trimmed(word, "*");
    if (text.find('*') != std::string_view::npos) {
      throw std::invalid_argument(fmt::format(
          "a \"*\" within a word of text has no meaning: write its parts as words, or {} for the "
          "star itself",
          quoted_value(word)));
    }
    if (!text.empty()) add("text", std::string(text));
  }

  void add(std::string_view name, std::string value) {
    terms_.push_back({sign_ + std::string(name), std::move(value)});
  }

  std::string_view rest_;
  FormFields terms_;
  std::string sign_;
};

}  // namespace

FormFields search_terms(std::string_view text) {
  return Reader(text).read();
}

}  // namespace hookline
