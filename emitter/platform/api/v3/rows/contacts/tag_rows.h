#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/note.h"
#include "emitter/platform/entities/tag.h"

namespace hookline {

// What contacts are described with.

extern const Resource<Tag> kTags;
extern const Resource<Note> kNotes;

}  // namespace hookline
