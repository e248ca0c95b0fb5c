// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settingspaths.h"

#include <QDir>
#include <QStandardPaths>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestSettingsPaths final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { qunsetenv("THINGSDESK_HOME"); }
    void cleanup() { qunsetenv("THINGSDESK_HOME"); }

    void theSystemsFoldersAreUsed()
    {
        const SettingsPaths paths = SettingsPaths::ofUser();
        QCOMPARE(paths.configuration,
                 QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/thingsdesk"_s);
        QCOMPARE(paths.data, QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/thingsdesk"_s);
    }

    void aHomeOfItsOwnHoldsEverything()
    {
        qputenv("THINGSDESK_HOME", "/somewhere/else/");
        const SettingsPaths paths = SettingsPaths::ofUser();
        for (const QString &path :
             {paths.profilesFile(), paths.preferencesFile(), paths.historyFolder(), paths.demoFolder()})
            QVERIFY2(path.startsWith(u"/somewhere/else/"), qPrintable(path));
        qputenv("THINGSDESK_HOME", "here");
        QCOMPARE(SettingsPaths::ofUser().configuration, QDir::current().absoluteFilePath(u"here/config"_s));
    }

    void eachProfileHasAHistoryOfItsOwn()
    {
        const QUuid one = QUuid::createUuid();
        QCOMPARE(historyFileOf(u"/h"_s, one), "/h/"_L1 + one.toString(QUuid::WithoutBraces) + ".db"_L1);
    }
};

QTEST_GUILESS_MAIN(TestSettingsPaths)
#include "tst_settingspaths.moc"
