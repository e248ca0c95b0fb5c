// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace thingsdesk {

class Secret;

/// How long a secret stays on the clipboard.
inline constexpr std::chrono::milliseconds secretClipboardTime{30'000};

/// Puts a text on the clipboard.
void copyText(const QString &text);
/// The same for a key: clipboard managers are asked not to keep it, and it is cleared after a time, if it is still
/// there, and when the program ends. GUI thread.
void copySecret(const Secret &secret, std::chrono::milliseconds time = secretClipboardTime);
/// For keys of devices, which are no Secret.
void copySecretText(const QString &text, std::chrono::milliseconds time = secretClipboardTime);

} // namespace thingsdesk
