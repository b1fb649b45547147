using System.Globalization;

namespace Recount.Workspace.Data;

/// <summary>
/// Binary numbers in the digits that tell them from their neighbours, written as Python does, which made the prompts that papers used: 1.0, 0.1, 1e-05, 1e+16.
/// </summary>
internal static class PythonNumber
{
    /// <param name="value">Finite.</param>
    public static string Of(double value)
    {
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var parts = shortest[0].Split('.');
        var written = string.Concat(parts);
        var digits = written.TrimStart('0');
        var sign = double.IsNegative(value) ? "-" : "";
        if (digits.Length == 0)
        {
            return $"{sign}0.0";
        }

        // The number is d.ddd times ten to this power.
        var exponent = shortest.Length > 1 ? int.Parse(shortest[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var power = parts[0].Length - (written.Length - digits.Length) - 1 + exponent;
        digits = digits.TrimEnd('0');
        return sign + power switch
        {
            < -4 or >= 16 => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(power < 0 ? '-' : '+')}{Math.Abs(power).ToString("00", CultureInfo.InvariantCulture)}",
            < 0 => $"0.{new string('0', -power - 1)}{digits}",
            _ when digits.Length <= power + 1 => $"{digits.PadRight(power + 1, '0')}.0",
            _ => $"{digits[..(power + 1)]}.{digits[(power + 1)..]}",
        };
    }
}
