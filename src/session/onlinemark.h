// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timestamp.h"

#include <QString>

#include <optional>

namespace thingsdesk {

/// The last moment when an application was online, in a small file beside its history: where devices send rarely, the
/// newest message says little about when the program was stopped. Losing the file costs no message.
class OnlineMark
{
public:
    explicit OnlineMark(const QString &historyFile);

    std::optional<Timestamp> read() const;
    void write(const Timestamp &moment) const;

private:
    QString m_file;
};

} // namespace thingsdesk
