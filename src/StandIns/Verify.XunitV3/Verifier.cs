using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using VerifyTests;
using Xunit;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>
/// Holds a text against <c>NAME.verified.EXT</c> beside the test. Stands in for the Verify.XunitV3 package, with its names and its
/// manners: a missing file fails, a difference fails and leaves <c>NAME.received.EXT</c>, and accepting is a person's act: renaming
/// the one to the other.
/// </summary>
public static partial class Verifier
{
    private static readonly UTF8Encoding NoByteOrderMark = new(false);

    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "txt", settings, sourceFile);

    /// <param name="extension">Of the file, without point.</param>
    public static SettingsTask Verify(string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings ?? new(), used => Compare(target ?? "null", extension, used, sourceFile));

    private static Task Compare(string target, string extension, VerifySettings settings, string sourceFile)
    {
        var text = new StringBuilder(target);
        foreach (var scrub in settings.Scrubbers)
        {
            scrub(text);
        }

        var received = text.Replace("\r\n", "\n").ToString();
        var folder = Path.Combine(Path.GetDirectoryName(sourceFile)!, settings.Directory ?? "");
        var stem = Path.Combine(folder, (settings.FileName ?? TestName(sourceFile)) + Suffix(settings.Parameters));
        var (verifiedFile, receivedFile) = ($"{stem}.verified.{extension}", $"{stem}.received.{extension}");
        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).Replace("\r\n", "\n", StringComparison.Ordinal) : null;
        Directory.CreateDirectory(folder);
        File.Delete(receivedFile);
        if (verified?.TrimEnd('\n') == received.TrimEnd('\n'))
        {
            return Task.CompletedTask;
        }

        File.WriteAllText(receivedFile, received, NoByteOrderMark);
        throw new XunitException(verified is null
            ? $"There is no {verifiedFile}. Read {Path.GetFileName(receivedFile)} beside it; rename it to accept it."
            : $"{verifiedFile} differs (- accepted, + now):\n{Differences(verified.Split('\n'), received.Split('\n'))}");
    }

    private static string TestName(string sourceFile) =>
        $"{Path.GetFileNameWithoutExtension(sourceFile)}.{TestContext.Current.TestMethod?.MethodName ?? throw new InvalidOperationException("Verify is called by a test.")}";

    private static string Suffix(object?[] parameters) =>
        parameters.Length == 0 ? "" : "_" + NoFileName().Replace(string.Join('_', parameters.Select(p => FormattableString.Invariant($"{p}"))), "-");

    private static string Differences(string[] verified, string[] received)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < Math.Max(verified.Length, received.Length); i++)
        {
            var (old, now) = (verified.ElementAtOrDefault(i), received.ElementAtOrDefault(i));
            if (old != now)
            {
                lines.Append(old is null ? "" : $"- {i + 1}: {old}\n").Append(now is null ? "" : $"+ {i + 1}: {now}\n");
            }
        }

        return lines.ToString();
    }

    [GeneratedRegex(@"[^\w.\-=,]")]
    private static partial Regex NoFileName();
}
