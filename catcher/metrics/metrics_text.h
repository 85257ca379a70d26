#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {

/// Writes metrics in the text format of Prometheus (0.0.4).
class MetricsText {
 public:
  using Label = std::pair<std::string_view, std::string_view>;
  using Labels = std::initializer_list<Label>;

  /// What the samples that follow are of. `type` is counter, gauge or histogram; `help` is one
  /// line.
  void begin(std::string_view name, std::string_view type, std::string_view help);
  /// A sample of that metric. `suffix` is for what a histogram consists of: "_bucket", "_sum",
  /// "_count". The values of labels may be any UTF-8.
  template <std::integral Number>
  void sample(Number value, Labels labels = {}, std::string_view suffix = "") {
    append(std::to_string(value), labels, suffix);
  }
  void sample(double value, Labels labels = {}, std::string_view suffix = "");
  /// A metric of a single sample.
  template <std::integral Number>
  void single(std::string_view name, std::string_view type, std::string_view help, Number value) {
    begin(name, type, help);
    sample(value);
  }

  std::string take() { return std::move(out_); }

 private:
  void append(std::string_view value, Labels labels, std::string_view suffix);

  std::string out_;
  std::string name_;
};

}  // namespace hookline
