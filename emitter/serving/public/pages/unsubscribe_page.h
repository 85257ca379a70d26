#pragma once

#include "catcher/base/http/message/answer.h"

namespace hookline {

class PublicCall;

/// Where the contact whose token is in the path leaves one list, or all.
Answer unsubscribe_page(const PublicCall& call);
Answer unsubscribe_by_form(const PublicCall& call);

}  // namespace hookline
