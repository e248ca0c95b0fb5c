// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functionexamples.h"

#include <QCoreApplication>
#include <QFile>

// Outside of the namespace: the macro declares a function.
static void useExamples()
{
    Q_INIT_RESOURCE(examples);
}

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(FunctionExamples)
};

} // namespace

QList<FunctionExample> functionExamples(FunctionKind kind)
{
    const auto example = [kind](const QString &name, const QString &title) {
        return FunctionExample{kind, name, title};
    };
    switch (kind) {
    case FunctionKind::Decoder:
        return {example(u"big-endian"_s, Words::tr("Big endian numbers")),
                example(u"little-endian"_s, Words::tr("Little endian numbers")),
                example(u"signed-values"_s, Words::tr("Signed values")),
                example(u"bit-fields"_s, Words::tr("Bit fields")),
                example(u"bcd"_s, Words::tr("Decimal digits (BCD)")),
                example(u"float"_s, Words::tr("Floating point number")),
                example(u"tlv"_s, Words::tr("Type, length, value")),
                example(u"channels"_s, Words::tr("Channels and types, like Cayenne LPP")),
                example(u"ports"_s, Words::tr("A layout for each port"))};
    case FunctionKind::Converter:
        return {example(u"units"_s, Words::tr("Other units"))};
    case FunctionKind::Validator:
        return {example(u"ranges"_s, Words::tr("Ranges of values"))};
    case FunctionKind::Encoder:
        return {example(u"encode-numbers"_s, Words::tr("Numbers as bytes")),
                example(u"encode-commands"_s, Words::tr("Commands"))};
    }
    return {};
}

QString exampleSource(const FunctionExample &example)
{
    useExamples();
    QFile file(u":/examples/%1.js"_s.arg(example.name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace thingsdesk
