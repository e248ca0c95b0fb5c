// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/seriesplot.h"

#include "gui/base/texts.h"
#include "gui/base/tones.h"

#include "gui/live/plotlibrary.h"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QSvgGenerator>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr int pointsWithMarks = 250; ///< with more, marks would hide the line

double seconds(const Timestamp &time)
{
    return double(time.nanoseconds) / 1e9;
}

QString numberText(double value)
{
    return QLocale().toString(value, 'g', 6);
}

/// "21.4 at 12:04:31"
QString pointText(const ChartSeries &series, const SeriesPoint &point)
{
    const QString value =
        series.quantity == SeriesRequest::Quantity::Loss ? texts::percent(point.value) : numberText(point.value);
    return SeriesPlot::tr("%1: %2 at %3").arg(series.text(), value, texts::clock(point.time));
}

} // namespace

SeriesPlot::SeriesPlot(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_tracer(new QCPItemTracer(m_plot))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setUpPlot();
    applyPalette();
}

SeriesPlot::~SeriesPlot() = default;

void SeriesPlot::setUpPlot()
{
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setLocale(QLocale());
    m_plot->legend->setVisible(true);
    // Beside the lines, not over them.
    auto *beside = new QCPLayoutGrid;
    m_plot->plotLayout()->addElement(0, 1, beside);
    beside->addElement(0, 0, m_plot->legend);
    beside->setMargins(QMargins(0, 8, 8, 8));
    beside->addElement(1, 0, new QCPLayoutElement(m_plot)); // takes what is left below
    beside->setRowStretchFactor(0, 0.001);
    m_plot->plotLayout()->setColumnStretchFactor(1, 0.001);
    m_plot->legend->setFillOrder(QCPLegend::foRowsFirst);
    QSharedPointer<QCPAxisTickerDateTime> ticker(new QCPAxisTickerDateTime);
    ticker->setDateTimeFormat(QStringLiteral("HH:mm:ss\nyyyy-MM-dd"));
    ticker->setTickCount(4);
    m_plot->xAxis->setTicker(ticker);
    m_tracer->setStyle(QCPItemTracer::tsCircle);
    m_tracer->setSize(9);
    m_tracer->setVisible(false);
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent *event) { hover(event->position()); });
    connect(m_plot->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] {
        if (!m_fitting)
            m_isZoomed = true;
        fillGraphs();
    });
}

void SeriesPlot::setSeries(const QList<ChartSeries> &series)
{
    const bool isSame = std::equal(series.begin(), series.end(), m_series.begin(), m_series.end(),
                                   [](const auto &a, const auto &b) { return a.isSameAs(b); });
    m_series = series;
    if (!isSame) {
        m_isZoomed = false;
        makeGraphs();
    }
    if (m_isZoomed)
        fillGraphs();
    else
        fitAxes();
    describe();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SeriesPlot::makeGraphs()
{
    m_tracer->setVisible(false);
    m_tracer->setGraph(nullptr);
    m_plot->clearGraphs();
    m_graphs.clear();
    m_quantities.clear();
    for (const ChartSeries &one : std::as_const(m_series))
        if (!m_quantities.contains(one.quantityText()))
            m_quantities.append(one.quantityText());
    for (const ChartSeries &one : std::as_const(m_series)) {
        QCPGraph *graph = m_plot->addGraph(m_plot->xAxis, axisOf(one));
        graph->setName(one.text());
        styleGraph(*graph, int(m_graphs.size()));
        m_graphs.append(graph);
    }
    const bool hasTwo = m_quantities.size() == 2;
    m_plot->yAxis2->setVisible(hasTwo);
    m_plot->yAxis->setLabel(m_quantities.size() <= 2 ? m_quantities.value(0) : QString());
    m_plot->yAxis2->setLabel(hasTwo ? m_quantities.value(1) : QString());
}

QCPAxis *SeriesPlot::axisOf(const ChartSeries &series) const
{
    const bool isSecond = m_quantities.size() == 2 && series.quantityText() == m_quantities.at(1);
    return isSecond ? m_plot->yAxis2 : m_plot->yAxis;
}

void SeriesPlot::styleGraph(QCPGraph &graph, int index) const
{
    constexpr Qt::PenStyle patterns[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    QPen pen(seriesColor(index, palette()), 1.6);
    pen.setStyle(patterns[(index / 2) % 4]);
    graph.setPen(pen);
    graph.setLineStyle(QCPGraph::lsLine);
    graph.setAdaptiveSampling(true);
}

void SeriesPlot::fillGraphs()
{
    constexpr QCPScatterStyle::ScatterShape marks[] = {QCPScatterStyle::ssDisc,     QCPScatterStyle::ssSquare,
                                                       QCPScatterStyle::ssTriangle, QCPScatterStyle::ssDiamond,
                                                       QCPScatterStyle::ssCross,    QCPScatterStyle::ssPlus};
    const QCPRange range = m_plot->xAxis->range();
    const int buckets = qMax(100, m_plot->axisRect()->width());
    for (qsizetype i = 0; i < m_graphs.size(); ++i) {
        const QList<SeriesPoint> &points = m_series.at(i).points;
        const auto before = [](const SeriesPoint &point, double at) { return seconds(point.time) < at; };
        auto first = std::lower_bound(points.begin(), points.end(), range.lower, before);
        auto last = std::lower_bound(first, points.end(), range.upper, before);
        // One beyond each side, so that lines go on to the edge.
        first = first == points.begin() ? first : first - 1;
        last = last == points.end() ? last : last + 1;
        const QList<SeriesPoint> shown = thinned(QList<SeriesPoint>(first, last), buckets);
        QVector<double> times;
        QVector<double> values;
        for (const SeriesPoint &point : shown) {
            times.append(seconds(point.time));
            values.append(point.value);
        }
        m_graphs.at(i)->setData(times, values, true);
        m_graphs.at(i)->setScatterStyle(shown.size() <= pointsWithMarks
                                            ? QCPScatterStyle(marks[i % 6], m_graphs.at(i)->pen().color(), 6)
                                            : QCPScatterStyle());
    }
}

void SeriesPlot::fitAxes()
{
    const QScopedValueRollback fitting(m_fitting, true);
    double begin = std::numeric_limits<double>::max();
    double end = std::numeric_limits<double>::lowest();
    for (const ChartSeries &one : std::as_const(m_series)) {
        if (one.points.isEmpty())
            continue;
        begin = qMin(begin, seconds(one.points.first().time));
        end = qMax(end, seconds(one.points.last().time));
    }
    if (begin > end)
        return fillGraphs();
    const double margin = qMax(1.0, (end - begin) * 0.02);
    m_plot->xAxis->setRange(begin - margin, end + margin);
    fillGraphs();
    for (QCPAxis *axis : {m_plot->yAxis, m_plot->yAxis2}) {
        axis->rescale();
        const double size = axis->range().size();
        if (size > 0)
            axis->setRange(axis->range().lower - size * 0.08, axis->range().upper + size * 0.08);
    }
}

void SeriesPlot::resetZoom()
{
    m_isZoomed = false;
    fitAxes();
    m_plot->replot();
}

void SeriesPlot::zoom(double factor)
{
    m_plot->xAxis->scaleRange(factor);
    m_plot->replot();
}

void SeriesPlot::pan(double share)
{
    m_plot->xAxis->moveRange(m_plot->xAxis->range().size() * share);
    m_plot->replot();
}

void SeriesPlot::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
        return zoom(0.7);
    case Qt::Key_Minus:
        return zoom(1 / 0.7);
    case Qt::Key_Left:
        return pan(-0.2);
    case Qt::Key_Right:
        return pan(0.2);
    case Qt::Key_0:
    case Qt::Key_Home:
        return resetZoom();
    default:
        QWidget::keyPressEvent(event);
    }
}

void SeriesPlot::hover(QPointF place)
{
    constexpr double reach = 40;
    double best = reach;
    qsizetype bestGraph = -1;
    const SeriesPoint *bestPoint = nullptr;
    const double at = m_plot->xAxis->pixelToCoord(place.x());
    for (qsizetype i = 0; i < m_graphs.size(); ++i) {
        const QList<SeriesPoint> &points = m_series.at(i).points;
        auto next = std::lower_bound(points.begin(), points.end(), at,
                                     [](const SeriesPoint &point, double time) { return seconds(point.time) < time; });
        for (auto it = next == points.begin() ? next : next - 1; it != points.end() && it <= next; ++it) {
            const double dx = m_plot->xAxis->coordToPixel(seconds(it->time)) - place.x();
            const double dy = axisOf(m_series.at(i))->coordToPixel(it->value) - place.y();
            if (const double distance = std::hypot(dx, dy); distance < best) {
                best = distance;
                bestGraph = i;
                bestPoint = &*it;
            }
        }
    }
    m_tracer->setVisible(bestPoint != nullptr);
    if (bestPoint != nullptr) {
        m_tracer->position->setAxes(m_plot->xAxis, axisOf(m_series.at(bestGraph)));
        m_tracer->position->setCoords(seconds(bestPoint->time), bestPoint->value);
        m_tracer->setPen(QPen(m_graphs.at(bestGraph)->pen().color(), 2));
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    Q_EMIT valueHovered(bestPoint != nullptr ? pointText(m_series.at(bestGraph), *bestPoint) : QString());
}

void SeriesPlot::describe()
{
    QStringList newest;
    for (const ChartSeries &one : std::as_const(m_series))
        newest.append(one.points.isEmpty() ? tr("%1: no values").arg(one.text()) : pointText(one, one.points.last()));
    setAccessibleDescription(newest.join(QStringLiteral("; ")));
}

void SeriesPlot::applyPalette()
{
    const QColor text = palette().color(QPalette::Text);
    QColor faint = text;
    faint.setAlphaF(0.18F);
    m_plot->setBackground(palette().brush(QPalette::Base));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis, m_plot->yAxis2}) {
        axis->setBasePen(QPen(text));
        axis->setTickPen(QPen(text));
        axis->setSubTickPen(QPen(text));
        axis->setTickLabelColor(text);
        axis->setLabelColor(text);
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
        axis->grid()->setPen(QPen(faint, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(faint));
    }
    QColor ground = palette().color(QPalette::Base);
    ground.setAlphaF(0.8F);
    m_plot->legend->setBrush(ground);
    m_plot->legend->setBorderPen(Qt::NoPen);
    m_plot->legend->setTextColor(text);
    m_plot->legend->setFont(font());
    for (qsizetype i = 0; i < m_graphs.size(); ++i)
        styleGraph(*m_graphs.at(i), int(i));
    fillGraphs();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SeriesPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyPalette();
}

void SeriesPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fillGraphs();
}

bool SeriesPlot::savePng(const QString &file)
{
    return m_plot->savePng(file, 0, 0, 2);
}

bool SeriesPlot::saveSvg(const QString &file)
{
    QSvgGenerator generator;
    generator.setFileName(file);
    generator.setSize(m_plot->size());
    generator.setViewBox(m_plot->rect());
    generator.setTitle(tr("Chart"));
    QCPPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    m_plot->toPainter(&painter, m_plot->width(), m_plot->height());
    painter.end();
    return QFileInfo(file).size() > 0;
}

} // namespace thingsdesk
