using System.Globalization;
using System.Net;
using System.Text;

namespace CapacityFunctions.Cli.Simulations.Pictures;

/// <summary>
/// Writes the few SVG elements that the charts consist of. A chart library was not taken: those for .NET draw pixels or need scripts, while the page
/// must open anywhere without either, and what is drawn is lines, areas and text.
/// </summary>
internal sealed class SvgText(double width, double height, string label)
{
    private readonly StringBuilder text = new($"<svg viewBox=\"0 0 {Text(width)} {Text(height)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">");

    /// <summary>A coordinate: a tenth of a pixel is finer than anyone sees.</summary>
    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        text.Append($"<line x1=\"{Text(x1)}\" y1=\"{Text(y1)}\" x2=\"{Text(x2)}\" y2=\"{Text(y2)}\" class=\"{style}\"/>");

    public void Label(double x, double y, string style, string content, string? colour = null) =>
        text.Append($"<text x=\"{Text(x)}\" y=\"{Text(y)}\" class=\"{style}\"{(colour is null ? string.Empty : $" fill=\"{colour}\"")}>{WebUtility.HtmlEncode(content)}</text>");

    public void Dot(double x, double y, string colour, string title) =>
        text.Append($"<circle cx=\"{Text(x)}\" cy=\"{Text(y)}\" r=\"4.5\" fill=\"{colour}\" stroke=\"#fff\"><title>{WebUtility.HtmlEncode(title)}</title></circle>");

    /// <summary>A line through points, interrupted where one is missing.</summary>
    public void Curve(IEnumerable<(double X, double Y)?> points, string colour, double thickness)
    {
        string path = PathOf(points);
        if (path.Length > 0)
        {
            text.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{Text(thickness)}\" stroke-linejoin=\"round\"/>");
        }
    }

    /// <summary>The area between points and a base line, interrupted where one is missing.</summary>
    public void Area(IReadOnlyList<(double X, double Y)?> points, double baseLine, string colour)
    {
        StringBuilder path = new();
        (double X, double Y)? last = null;
        foreach ((double X, double Y)? point in points)
        {
            if (point is { } next)
            {
                path.Append(last is null ? $"M{Text(next.X)},{Text(baseLine)}L" : " ").Append($"{Text(next.X)},{Text(next.Y)}");
            }
            else if (last is { } end)
            {
                path.Append($" {Text(end.X)},{Text(baseLine)}Z");
            }

            last = point;
        }

        path.Append(last is { } final ? $" {Text(final.X)},{Text(baseLine)}Z" : string.Empty);
        if (path.Length > 0)
        {
            text.Append($"<path d=\"{path}\" fill=\"{colour}\"/>");
        }
    }

    /// <summary>Everything until <see cref="EndClip"/> is cut off at a frame.</summary>
    public void BeginClip(string id, double left, double top, double right, double bottom) => text.Append(
        $"<clipPath id=\"{id}\"><rect x=\"{Text(left)}\" y=\"{Text(top)}\" width=\"{Text(right - left)}\" height=\"{Text(bottom - top)}\"/></clipPath><g clip-path=\"url(#{id})\">");

    public void EndClip() => text.Append("</g>");

    public override string ToString() => text + "</svg>";

    private static string PathOf(IEnumerable<(double X, double Y)?> points)
    {
        StringBuilder path = new();
        bool isDrawing = false;
        foreach ((double X, double Y)? point in points)
        {
            if (point is { } next)
            {
                path.Append(isDrawing ? ' ' : 'M').Append($"{Text(next.X)},{Text(next.Y)}");
            }

            isDrawing = point is not null;
        }

        return path.ToString();
    }
}
