// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "gui/payload/functionversion.h"

#include <optional>

namespace thingsdesk {

/// Edits of payload functions that are not saved at the handler.
struct FunctionDraft
{
    FunctionVersion base;   ///< what the handler had when the edits began
    FunctionVersion edited; ///< its time is that of the last edit

    friend bool operator==(const FunctionDraft &, const FunctionDraft &) = default;
};

/// The draft of one application in a file beside its history: what is left when the program ends unexpectedly.
class DraftFile final
{
public:
    explicit DraftFile(QString path);

    /// Nothing where there is no file; a Failure (cause FileUnusable) where it cannot be understood. That file is set
    /// aside, so that the next draft does not end it.
    Result<std::optional<FunctionDraft>> load() const;
    Result<void> store(const FunctionDraft &draft) const;
    void remove() const;

private:
    QString m_path;
};

} // namespace thingsdesk
