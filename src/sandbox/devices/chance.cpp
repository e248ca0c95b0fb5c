// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/chance.h"

#include <array>
#include <cmath>
#include <numbers>

namespace thingsdesk::sandbox {

namespace {

QRandomGenerator seeded(quint32 seed, const QString &name)
{
    // FNV-1a, because qHash differs from run to run.
    quint32 hash = 2166136261U;
    const QByteArray bytes = name.toUtf8();
    for (const char c : bytes)
        hash = (hash ^ quint8(c)) * 16777619U;
    const std::array<quint32, 2> seeds{seed, hash};
    return QRandomGenerator(seeds.data(), qsizetype(seeds.size()));
}

} // namespace

Chance::Chance(quint32 seed, const QString &name)
    : m_generator(seeded(seed, name))
{
}

double Chance::between(double lowest, double highest)
{
    return lowest + (highest - lowest) * m_generator.generateDouble();
}

double Chance::normal(double deviation)
{
    const double radius = std::sqrt(-2 * std::log(1 - m_generator.generateDouble()));
    return deviation * radius * std::cos(2 * std::numbers::pi * m_generator.generateDouble());
}

bool Chance::happens(double probability)
{
    return m_generator.generateDouble() < probability;
}

int Chance::pick(int count)
{
    return m_generator.bounded(count);
}

std::chrono::milliseconds Chance::around(std::chrono::milliseconds middle, double share)
{
    return std::chrono::milliseconds(std::llround(double(middle.count()) * between(1 - share, 1 + share)));
}

} // namespace thingsdesk::sandbox
