// SPDX-License-Identifier: GPL-3.0-or-later
// The overview's parts that need no network: the day's chart, limits, payload format, on-join key.
#include "gui/overview/daychart.h"
#include "gui/overview/historylimitsform.h"
#include "gui/overview/onjoinkeyrow.h"
#include "gui/overview/payloadformatrow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

template <class T>
T *part(QWidget &of, const char *name)
{
    return of.findChild<T *>(QString::fromLatin1(name));
}

QList<HistoryStatistics::Hour> day(quint64 uplinks, quint64 errors)
{
    QList<HistoryStatistics::Hour> hours;
    for (int hour = 0; hour < 24; ++hour)
        hours.append({Timestamp::fromMilliseconds(1'700'000'000'000 + hour * 3'600'000LL), uplinks, 0, errors});
    return hours;
}

int pixelsUnlike(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    }
    return count;
}

} // namespace

class TestOverviewParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chartSaysWhatItShows()
    {
        DayChart chart;
        chart.setHours(day(0, 0));
        QVERIFY(chart.accessibleDescription().contains(u"No messages"));
        chart.setHours(day(10, 1));
        QVERIFY(chart.accessibleDescription().contains(u"240 uplinks"));
        QVERIFY(chart.accessibleDescription().contains(u"24 errors"));
        QVERIFY(chart.hourText(3).contains(u"10 uplinks"));
        QVERIFY(chart.hourText(24).isEmpty());
        chart.setHours({});
        QVERIFY(chart.hourText(0).isEmpty());
        chart.grab();
    }

    void fewErrorsAmongManyUplinksAreSeen()
    {
        DayChart chart;
        chart.resize(600, 150);
        chart.setHours(day(100'000, 0));
        const QImage without = chart.grab().toImage();
        chart.setHours(day(100'000, 1));
        const QImage with = chart.grab().toImage();
        QVERIFY(pixelsUnlike(without, with) > 24 * 3);
    }

    void chartGoesByKeyboard()
    {
        DayChart chart;
        chart.setHours(day(10, 0));
        QSignalSpy current(&chart, &DayChart::currentHourChanged);
        QTest::keyClick(&chart, Qt::Key_Left);
        QTest::keyClick(&chart, Qt::Key_Left);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(current.size(), 3);
        QCOMPARE(current[0][0].toInt(), 23);
        QCOMPARE(current[1][0].toInt(), 22);
        QCOMPARE(current[2][0].toInt(), 23);
    }

    void limitsAreOffByDefault()
    {
        HistoryLimitsForm form;
        QCOMPARE(form.limits(), HistoryLimits());
        QVERIFY(!part<QPushButton>(form, "applyLimitsButton")->isEnabled());
        part<QCheckBox>(form, "limitAgeCheck")->setChecked(true);
        part<QSpinBox>(form, "limitDaysSpin")->setValue(30);
        QVERIFY(part<QLabel>(form, "limitWarningLabel")->text().contains(u"deleted"));
        QSignalSpy accepted(&form, &HistoryLimitsForm::accepted);
        part<QPushButton>(form, "applyLimitsButton")->click();
        const auto limits = accepted[0][0].value<HistoryLimits>();
        QCOMPARE(limits.age, std::optional(std::chrono::days(30)));
        QVERIFY(!limits.bytes);
        QVERIFY(limitsText(limits).contains(u"30"));
        QVERIFY(limitsText({}).contains(u"everything"));
    }

    void noneIsRefusedWhileFunctionsAreSet()
    {
        PayloadFormatRow row;
        Application application;
        application.format = PayloadFormat::Custom;
        application.functions.decoder = u"function Decoder(bytes) { return {}; }"_s;
        row.setApplication(application);
        auto *combo = part<QComboBox>(row, "payloadFormatCombo");
        auto *save = part<QPushButton>(row, "saveFormatButton");
        QVERIFY(!save->isEnabled());
        combo->setCurrentIndex(combo->findData(static_cast<int>(PayloadFormat::None)));
        QVERIFY(!save->isEnabled());
        QVERIFY(part<QLabel>(row, "payloadFormatNote")->text().contains(u"Remove the functions first"));
        combo->setCurrentIndex(combo->findData(static_cast<int>(PayloadFormat::CayenneLpp)));
        QVERIFY(save->isEnabled());
        // A refresh in between leaves the choice.
        row.setApplication(application);
        QCOMPARE(combo->currentData().toInt(), static_cast<int>(PayloadFormat::CayenneLpp));
    }

    void unknownFormatIsTold()
    {
        PayloadFormatRow row;
        Application application;
        application.format = PayloadFormat::Unknown;
        application.formatName = u"protobuf"_s;
        row.setApplication(application);
        QVERIFY(part<QLabel>(row, "payloadFormatNote")->text().contains(u"protobuf"));
        QVERIFY(!part<QPushButton>(row, "saveFormatButton")->isEnabled());
    }

    void onJoinKeyIsNeverShown()
    {
        OnJoinKeyRow row;
        row.show();
        Application application;
        application.onJoinKey = Secret("ttn-account-v2.hiddenhidden");
        row.setApplication(application);
        QCOMPARE(part<QLabel>(row, "onJoinKeyStateLabel")->text(), u"A key is set"_s);
        for (const QLabel *label : row.findChildren<QLabel *>())
            QVERIFY(!label->text().contains(u"hiddenhidden") && !label->toolTip().contains(u"hiddenhidden"));
        part<QPushButton>(row, "changeOnJoinKeyButton")->click();
        QVERIFY(part<QLineEdit>(row, "secretEdit")->text().isEmpty());
        QCOMPARE(part<QLineEdit>(row, "secretEdit")->echoMode(), QLineEdit::Password);
        part<QLineEdit>(row, "secretEdit")->setText(u"nodot"_s);
        QVERIFY(!part<QPushButton>(row, "setOnJoinKeyButton")->isEnabled());
        part<QPushButton>(row, "cancelOnJoinKeyButton")->click();
        QVERIFY(!row.hasInput());
    }

    void removingTheOnJoinKeyAsks()
    {
        OnJoinKeyRow row;
        row.show();
        Application application;
        application.onJoinKey = Secret("ttn-account-v2.hiddenhidden");
        row.setApplication(application);
        QSignalSpy save(&row, &OnJoinKeyRow::saveWanted);
        part<QPushButton>(row, "removeOnJoinKeyButton")->click();
        QCOMPARE(save.size(), 0);
        QVERIFY(part<QLabel>(row, "onJoinKeyNote")->text().contains(u"refused"));
        part<QPushButton>(row, "confirmRemoveOnJoinKeyButton")->click();
        QCOMPARE(save.size(), 1);
        QVERIFY(save[0][0].value<Secret>().isEmpty());
    }

    void hiddenOnJoinKeyCannotBeChanged()
    {
        OnJoinKeyRow row;
        row.show();
        Application application;
        application.onJoinKeyHidden = true;
        row.setApplication(application);
        QCOMPARE(part<QLabel>(row, "onJoinKeyStateLabel")->text(), u"A key is set"_s);
        QVERIFY(!part<QPushButton>(row, "changeOnJoinKeyButton")->isEnabled());
        QVERIFY(part<QPushButton>(row, "changeOnJoinKeyButton")->toolTip().contains(u"devices"));
    }
};

QTEST_MAIN(TestOverviewParts)
#include "tst_overviewparts.moc"
