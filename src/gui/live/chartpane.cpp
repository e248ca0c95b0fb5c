// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/chartpane.h"

#include "core/futures.h"
#include "gui/base/icons.h"
#include "gui/live/chartloader.h"
#include "ui_livechartpane.h"

#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QSaveFile>

namespace thingsdesk {

namespace {

constexpr qsizetype mostSeries = 12;

QString valueLabel(const QString &key)
{
    const auto series = seriesOfKey({}, key);
    return series ? series->quantityText() : key;
}

QStringList textList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const auto &entry : array)
        list.append(entry.toString());
    return list;
}

} // namespace

ChartPane::ChartPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ChartPane>())
{
    m_ui->setupUi(this);
    m_ui->chartDevicesButton->setTitle(tr("Devices"));
    m_ui->chartDevicesButton->setAccessibleName(tr("Devices to draw"));
    m_ui->chartDevicesButton->setToolTip(tr("Devices whose values are drawn"));
    m_ui->chartValuesButton->setTitle(tr("Values"));
    m_ui->chartValuesButton->setLabelOf(valueLabel);
    m_ui->chartValuesButton->setAccessibleName(tr("Values to draw"));
    m_ui->chartValuesButton->setToolTip(tr("Decoded fields and radio values that are drawn"));
    m_ui->chartTimeButton->setRange({TimeRange::Kind::LastDay, {}, {}});
    m_ui->chartEmptyLabel->setText(tr("Choose devices and values to draw."));
    m_ui->chartStack->setCurrentWidget(m_ui->chartEmptyPage);
    setUpSaveMenu();
    connectControls();
}

ChartPane::~ChartPane() = default;

void ChartPane::connectControls()
{
    connect(m_ui->chartDevicesButton, &FacetButton::aboutToOpen, this, &ChartPane::readChoices);
    connect(m_ui->chartValuesButton, &FacetButton::aboutToOpen, this, &ChartPane::readChoices);
    connect(m_ui->chartDevicesButton, &FacetButton::chosenChanged, this, &ChartPane::load);
    connect(m_ui->chartValuesButton, &FacetButton::chosenChanged, this, &ChartPane::load);
    connect(m_ui->chartTimeButton, &TimeRangeButton::rangeChanged, this, &ChartPane::load);
    connect(m_ui->resetZoomButton, &QToolButton::clicked, m_ui->seriesPlot, &SeriesPlot::resetZoom);
    connect(m_ui->seriesPlot, &SeriesPlot::valueHovered, m_ui->chartValueLabel,
            [this](const QString &text) { m_ui->chartValueLabel->setLine(text); });
}

void ChartPane::setHistory(HistoryStore &history)
{
    m_history = &history;
    m_loader = new ChartLoader(history, this);
    connect(m_loader, &ChartLoader::loaded, this, &ChartPane::showLoaded);
    connect(m_loader, &ChartLoader::failed, this, &ChartPane::failed);
    showValueChoices({});
}

void ChartPane::readChoices()
{
    whenFinished<HistoryFacets>(this, m_history->facets(), [this](Future<HistoryFacets> finished) {
        const auto facets = resultOf<HistoryFacets>(finished);
        if (!facets)
            return;
        QList<FacetChoice> devices;
        for (auto it = facets->devices.begin(); it != facets->devices.end(); ++it)
            devices.append({it.key().toString(), it.key().toString(), it.value()});
        m_ui->chartDevicesButton->setChoices(devices);
    });
    // The fields of one chosen device, else of all.
    const QStringList chosen = m_ui->chartDevicesButton->chosen();
    const DevId only = chosen.size() == 1 ? DevId::fromServer(chosen.first()) : DevId();
    whenFinished<QStringList>(this, m_history->fieldPaths(only), [this](Future<QStringList> finished) {
        if (const auto paths = resultOf<QStringList>(finished))
            showValueChoices(*paths);
    });
}

void ChartPane::showValueChoices(const QStringList &paths)
{
    using Quantity = SeriesRequest::Quantity;
    QList<FacetChoice> values;
    for (const Quantity quantity : {Quantity::Rssi, Quantity::Snr, Quantity::SpreadingFactor, Quantity::Loss}) {
        const QString key = quantityKey(quantity, {});
        values.append({key, valueLabel(key), 0});
    }
    for (const QString &path : paths) {
        const QString key = quantityKey(Quantity::Field, path);
        values.append({key, valueLabel(key), 0});
    }
    m_ui->chartValuesButton->setChoices(values);
}

void ChartPane::addField(const DevId &devId, const QString &path)
{
    QStringList devices = m_ui->chartDevicesButton->chosen();
    QStringList values = m_ui->chartValuesButton->chosen();
    const QString key = quantityKey(SeriesRequest::Quantity::Field, path);
    if (!devices.contains(devId.toString()))
        devices.append(devId.toString());
    if (!values.contains(key))
        values.append(key);
    m_ui->chartDevicesButton->setChosen(devices);
    m_ui->chartValuesButton->setChosen(values);
    load();
}

void ChartPane::load()
{
    m_isStale = true;
    if (!isVisible() || m_loader == nullptr)
        return;
    m_isStale = false;
    QList<ChartSeries> wanted;
    for (const QString &key : m_ui->chartValuesButton->chosen())
        for (const QString &device : m_ui->chartDevicesButton->chosen())
            if (const auto series = seriesOfKey(DevId::fromServer(device), key); series && wanted.size() < mostSeries)
                wanted.append(*series);
    m_loader->load(wanted, m_ui->chartTimeButton->range());
    m_loader->setFollowing(true);
}

void ChartPane::showLoaded()
{
    const QList<ChartSeries> &series = m_loader->series();
    const bool hasPoints =
        std::any_of(series.begin(), series.end(), [](const ChartSeries &one) { return !one.points.isEmpty(); });
    m_ui->chartEmptyLabel->setText(series.isEmpty() ? tr("Choose devices and values to draw.")
                                                    : tr("No values of these devices in this time."));
    m_ui->chartStack->setCurrentWidget(hasPoints ? m_ui->plotPage : m_ui->chartEmptyPage);
    m_ui->saveChartButton->setEnabled(hasPoints);
    m_ui->resetZoomButton->setEnabled(hasPoints);
    m_ui->seriesPlot->setSeries(series);
    const qsizetype chosen = m_ui->chartValuesButton->chosen().size() * m_ui->chartDevicesButton->chosen().size();
    if (chosen > mostSeries)
        m_ui->chartValueLabel->setLine(tr("The first %1 of %2 lines are drawn.").arg(mostSeries).arg(chosen));
    else if (m_ui->chartValueLabel->text().isEmpty() && hasPoints)
        m_ui->chartValueLabel->setLine(tr("Wheel: zoom. Drag: move. Point at a line for its value."));
}

void ChartPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_loader == nullptr)
        return;
    if (m_isStale)
        load();
    m_loader->setFollowing(true);
}

void ChartPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_loader != nullptr)
        m_loader->setFollowing(false);
}

void ChartPane::setUpSaveMenu()
{
    auto *menu = new QMenu(m_ui->saveChartButton);
    const auto add = [&](const QString &text, const char *name, const QString &suffix, auto save) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this,
                [this, suffix, save] { openSaveDialog(suffix, QStringLiteral("*.") + suffix, save); });
    };
    add(tr("Picture (&PNG)…"), "savePngAction", QStringLiteral("png"),
        [this](const QString &file) { return m_ui->seriesPlot->savePng(file); });
    add(tr("Drawing (&SVG)…"), "saveSvgAction", QStringLiteral("svg"),
        [this](const QString &file) { return m_ui->seriesPlot->saveSvg(file); });
    add(tr("Data (&CSV)…"), "saveCsvAction", QStringLiteral("csv"),
        [this](const QString &file) { return saveCsv(file); });
    m_ui->saveChartButton->setMenu(menu);
    m_ui->saveChartButton->setIcon(icon(Icon::Save));
    m_ui->saveChartButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_ui->saveChartButton->setEnabled(false);
    m_ui->resetZoomButton->setEnabled(false);
}

void ChartPane::openSaveDialog(const QString &suffix, const QString &filter, std::function<bool(const QString &)> save)
{
    auto *dialog = new QFileDialog(this, tr("Save the chart"), {}, filter);
    dialog->setObjectName(QStringLiteral("saveChartDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("chart.") + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, save = std::move(save)](const QString &file) {
        if (save(file))
            Q_EMIT said(tr("Saved as %1.").arg(file));
        else
            Q_EMIT failed({Failure::Kind::Permanent,
                           Failure::Cause::FileUnusable,
                           tr("%1 could not be written. Choose another folder.").arg(file),
                           {}});
    });
    dialog->open();
}

bool ChartPane::saveCsv(const QString &file) const
{
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(seriesCsv(m_loader->series())) >= 0 && out.commit();
}

QByteArray ChartPane::choices() const
{
    const QJsonObject json{{QStringLiteral("devices"), QJsonArray::fromStringList(m_ui->chartDevicesButton->chosen())},
                           {QStringLiteral("values"), QJsonArray::fromStringList(m_ui->chartValuesButton->chosen())},
                           {QStringLiteral("time"), m_ui->chartTimeButton->range().toJson()}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

void ChartPane::setChoices(const QByteArray &choices)
{
    const QJsonObject json = QJsonDocument::fromJson(choices).object();
    if (json.isEmpty())
        return;
    m_ui->chartDevicesButton->setChosen(textList(json.value(QStringLiteral("devices"))));
    m_ui->chartValuesButton->setChosen(textList(json.value(QStringLiteral("values"))));
    m_ui->chartTimeButton->setRange(TimeRange::fromJson(json.value(QStringLiteral("time")).toObject()));
    load();
}

} // namespace thingsdesk
