// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/startoptions.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StartOptions)
};

Failure wrongUse(const QString &text)
{
    return {Failure::Kind::Permanent, Failure::Cause::InvalidInput, text, {}};
}

} // namespace

Result<StartOptions> StartOptions::parse(const QStringList &arguments)
{
    StartOptions options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString name = arguments[i];
        QString value;
        const qsizetype equals = name.indexOf(u'=');
        if (name.startsWith("--"_L1) && equals > 0) {
            value = name.mid(equals + 1);
            name.truncate(equals);
        }
        if (name == "--demo"_L1 && equals < 0) {
            options.demo = true;
        } else if ((name == "--help"_L1 || name == "-h"_L1) && equals < 0) {
            options.help = true;
        } else if (name == "--version"_L1 && equals < 0) {
            options.version = true;
        } else if (name == "--tour"_L1 || name == "--profile"_L1) {
            if (equals < 0 && i + 1 < arguments.size())
                value = arguments[++i];
            if (value.isEmpty())
                return fail(wrongUse(Words::tr("%1 needs a value.").arg(name)));
            (name == "--tour"_L1 ? options.tourFolder : options.profile) = value;
        } else {
            return fail(wrongUse(Words::tr("There is no option %1.").arg(arguments[i])));
        }
    }
    if (!options.tourFolder.isEmpty()) {
        if (!options.demo)
            return fail(wrongUse(Words::tr("--tour goes with --demo: it registers devices and sends downlinks.")));
        options.tourFolder = QDir().absoluteFilePath(options.tourFolder);
    }
    return options;
}

QString StartOptions::helpText()
{
    return Words::tr(
        "Usage: thingsdesk [OPTION]…\n"
        "\n"
        "The console for owners of LoRaWAN applications. If it is running already, its window comes to the "
        "front.\n"
        "\n"
        "  --demo           starts the built-in network and opens its applications\n"
        "  --profile NAME   shows this application (its name in the sidebar: network/application)\n"
        "  --tour DIR       with --demo: does the main job in the window, a line a step, and saves a\n"
        "                   picture of each page in DIR; works on an empty set of settings\n"
        "  --version        prints the version\n"
        "  --help           prints this text\n"
        "\n"
        "Settings and messages lie in the user's standard folders, or below THINGSDESK_HOME where that is "
        "set.\n");
}

QByteArray StartOptions::toMessage() const
{
    return QJsonDocument(QJsonObject{{"demo"_L1, demo}, {"profile"_L1, profile}}).toJson(QJsonDocument::Compact);
}

StartOptions StartOptions::fromMessage(const QByteArray &message)
{
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    StartOptions options;
    options.demo = object["demo"_L1].toBool();
    options.profile = object["profile"_L1].toString();
    return options;
}

} // namespace thingsdesk
