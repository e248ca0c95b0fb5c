// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/preferences.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using Appearance = Preferences::Appearance;

class TestPreferences final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingSavedMeansDefaults()
    {
        const Preferences preferences(m_folder.filePath(u"none.ini"_s));
        QCOMPARE(preferences.appearance(), Appearance::System);
        QCOMPARE(preferences.historyLimits(), HistoryLimits());
        QVERIFY(preferences.state({}, u"window"_s).isEmpty());
    }

    void allComesBackInTheNextRun()
    {
        const QString file = m_folder.filePath(u"new/folder/preferences.ini"_s);
        const QUuid application = QUuid::createUuid();
        const HistoryLimits limits{std::chrono::days(90), 5'000'000'000};
        {
            Preferences preferences(file);
            QSignalSpy appearance(&preferences, &Preferences::appearanceChanged);
            QSignalSpy changed(&preferences, &Preferences::historyLimitsChanged);
            preferences.setAppearance(Appearance::Dark);
            preferences.setAppearance(Appearance::Dark);
            preferences.setHistoryLimits(limits);
            preferences.setHistoryLimits(limits);
            QCOMPARE(appearance.size(), 1);
            QCOMPARE(changed.size(), 1);
            preferences.setState({}, u"window"_s, QByteArray("\0\xff\n=;", 5));
            preferences.setState(application, u"live/filter"_s, "{}");
        }
        Preferences preferences(file);
        QCOMPARE(preferences.appearance(), Appearance::Dark);
        QCOMPARE(preferences.historyLimits(), limits);
        QCOMPARE(preferences.state({}, u"window"_s), QByteArray("\0\xff\n=;", 5));
        QCOMPARE(preferences.state(application, u"live/filter"_s), QByteArray("{}"));
        QVERIFY(preferences.state(QUuid::createUuid(), u"live/filter"_s).isEmpty());

        preferences.setHistoryLimits({});
        QCOMPARE(preferences.historyLimits(), HistoryLimits());
        preferences.forget(application);
        QVERIFY(preferences.state(application, u"live/filter"_s).isEmpty());
        QVERIFY(!preferences.state({}, u"window"_s).isEmpty());
    }

    void whatMakesNoSenseLimitsNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("words") << QByteArray("appearance=Purple\n[history]\ndays=many\nbytes=much\n");
        QTest::newRow("negative") << QByteArray("appearance=-1\n[history]\ndays=-5\nbytes=0\n");
        QTest::newRow("too large") << QByteArray("[history]\ndays=99999999999\n");
        QTest::newRow("rubbish") << QByteArray("\xff\xfe\0[[[==", 8);
    }

    void whatMakesNoSenseLimitsNothing()
    {
        QFETCH(QByteArray, text);
        const QString name = m_folder.filePath(u"broken.ini"_s);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const Preferences preferences(name);
        QCOMPARE(preferences.appearance(), Appearance::System);
        QCOMPARE(preferences.historyLimits(), HistoryLimits());
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPreferences)
#include "tst_preferences.moc"
