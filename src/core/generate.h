// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"

#include <QRandomGenerator>

namespace thingsdesk {

/// Random bytes from the system's secure generator: for keys.
template <class Bytes>
Bytes generateRandom()
{
    std::array<quint8, Bytes::size> bytes{};
    auto *generator = QRandomGenerator::system();
    for (quint8 &byte : bytes)
        byte = quint8(generator->bounded(256));
    return Bytes(bytes);
}

/// A DevEUI as V2's own tool makes them: a zero byte and seven random ones.
inline DevEui generateDevEui()
{
    std::array<quint8, DevEui::size> bytes = generateRandom<DevEui>().bytes();
    bytes[0] = 0;
    return DevEui(bytes);
}

} // namespace thingsdesk
