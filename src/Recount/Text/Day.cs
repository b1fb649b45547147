using System.Globalization;

namespace Recount.Text;

/// <summary>Days as specs and catalogs write them: 2026-11-23.</summary>
public static class Day
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Null where the text is no day.</summary>
    public static DateOnly? Parse(string text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Show(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
