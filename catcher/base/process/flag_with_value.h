#pragma once

#include <CLI/CLI.hpp>

namespace hookline {

/// Adds a flag whose value goes into `value`; `type` stands for the value in the help.
template <class Value>
CLI::Option* add_flag_with_value(CLI::App& app, const char* flag, const char* type, Value& value,
                                 const char* help) {
  return app.add_option(flag, value, help)->type_name(type);
}

}  // namespace hookline
