using System.Globalization;
using Recount.Findings;
using Recount.Text;

namespace Recount.Workspace.Inputs;

/// <summary>The wording of everything that can keep an input away: what is so, and what helps, side by side.</summary>
internal static class Obstacles
{
    private const string ByHand = "Or put a copy in a folder with a SHA256SUMS file, and that folder in RECOUNT_MIRROR.";

    // --- before anything is asked for ---
    public static Fetched.Refused NoDigest(ExternalInput input) => new(
        $"The sha256 of '{Name(input)}' is not 64 lower-case hexadecimal digits.", "sha256sum prints the digest of a file so.");

    public static Fetched.Refused NotLocked(ExternalInput input) => new(
        $"'{Name(input)}' has no sha256, and {LockFile.Name} has no line for its URL.",
        "Run 'recount fetch' without --locked once and commit the lock file, or name the sha256 in the spec.");

    public static Fetched.Refused LockedByTheChange(ExternalInput input) => new(
        $"The line of '{Name(input)}' in {LockFile.Name} arrived with this change, so it is not trusted.",
        "Name the sha256 in the spec, where a reviewer sees it, or merge the line first.");

    public static Fetched.Refused DamagedLock(string what) => new($"{what}.", "Mend the file; an input whose line is deleted is fetched and recorded again.");

    public static Fetched.Refused Url(Uri url, string why) => new($"{Shown(url)} is not fetched: {why}.", "Inputs are named by a plain https URL.");

    public static Fetched.Refused Bytes(ExternalInput input, long bytes) => new(
        $"'{Name(input)}' is {Number(input.Bytes!.Value)} bytes long by its spec, and the file with its sha256 {Number(bytes)}.", "Correct bytes in the spec.");

    // --- on the way ---
    public static Fetched.Refused Address(string host, string address, string what) => new(
        $"{Plain.Short(host)} is at {address}, which is {what}: nothing is fetched from there.", "Only public addresses are connected to. " + ByHand);

    public static Fetched.Refused Redirect(Uri from, Uri to, string why) => new(
        $"{Shown(from)} redirects to {Shown(to)}, which is not followed: {why}.",
        "Name a URL that leads to the file over https alone.");

    public static Fetched.Refused Redirects(Uri url, int most) => new($"{Shown(url)} redirects more than {most} times.", "Name the URL where the file is.");

    public static Fetched.Failed Nowhere(Uri url) => new($"{Shown(url)} redirects, but says not where to.", "Name the URL where the file is.");

    public static Fetched.Failed Unreachable(Uri url, string why) => new(
        $"{Shown(url)} cannot be reached: {Plain.Short(why, 200)}",
        "Proxies are not used: they would hide which address is connected to. " + ByHand);

    public static Fetched.Failed Stalled(Uri url, TimeSpan patience, long kept) => new(
        $"{Shown(url)} sent nothing for {Number(patience.TotalSeconds)} s.",
        Again(kept));

    public static Fetched.Failed BrokenOff(Uri url, long here, long? total) => new(
        $"{Shown(url)} broke off after {Number(here)}{(total is { } all ? $" of {Number(all)}" : "")} bytes.", Again(here));

    public static Fetched.Failed Answer(Uri url, int status) => new($"{Shown(url)} answered {status}{Meaning(status)}.", status switch
    {
        401 or 403 => "Recount sends no credentials. Fetch the file by hand, and put it in a folder with a SHA256SUMS file, and that folder in RECOUNT_MIRROR.",
        404 or 410 => "If it has moved, correct the URL. " + ByHand,
        429 or >= 500 => "Try again later. " + ByHand,
        _ => ByHand,
    });

    public static Fetched.Failed Garbled(Uri url, string how) => new($"{Shown(url)} {how}.", ByHand);

    // --- what arrived ---
    public static Fetched.Refused TooLarge(Uri url, long? size, long limit) => new(
        $"{Shown(url)} is {(size is { } bytes ? $"{Number(bytes)} bytes long" : "longer")}, and at most {Number(limit)} are fetched.", "If that is right, name bytes in the spec.");

    public static Fetched.Failed OtherLength(Uri url, long bytes, long declared) => new(
        $"{Shown(url)} is {Number(bytes)} bytes long, not {Number(declared)} as the spec or lock file says.", "Another version may stand there now. " + ByHand);

    public static Fetched.Refused EndUnknown(Uri url) => new(
        $"{Shown(url)} says not how long it is, and neither does the spec: half of it would look whole.", "Name its sha256 or its bytes in the spec.");

    public static Fetched.Failed OtherDigest(Uri url, string sha256, string wanted, bool isLocked) => new(
        $"{Shown(url)} has sha256 {sha256}, not {wanted}; nothing of it was kept.",
        isLocked ? $"If the change is meant, delete its line in {LockFile.Name} and fetch it again."
            : "Another version may stand there now; if it is meant, correct the sha256 in the spec. " + ByHand);

    public static Fetched.Failed Disk(string folder, string why) => new(
        $"The cache folder {Plain.Line(folder)} cannot be used: {Plain.Short(why, 200)}",
        "Set RECOUNT_CACHE to a folder that can be written.");

    public static Fetched.Failed LockUnwritten(string why) => new($"{LockFile.Name} cannot be written: {Plain.Short(why, 200)}", "The file itself is in the cache.");

    /// <summary>Without user, password and query, which may hold secrets.</summary>
    public static string Shown(Uri url) => Plain.Short(
        url.IsAbsoluteUri ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : url.OriginalString, 160);

    private static string Name(ExternalInput input) => Plain.Short(input.Name);

    private static string Again(long kept) => (kept > 0 ? "Fetch again: it goes on from there. " : "Try again later. ") + ByHand;

    private static string Meaning(int status) => status switch
    {
        401 or 403 => " (not for everybody)",
        404 or 410 => " (not there)",
        429 => " (too many requests)",
        >= 500 => " (trouble on its side)",
        _ => "",
    };

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
