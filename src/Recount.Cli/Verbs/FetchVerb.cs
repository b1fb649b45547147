using System.CommandLine;
using Recount.Findings;
using Recount.Reports;
using Recount.Specs;
using Recount.Workspace;
using Recount.Workspace.Inputs;

namespace Recount.Cli.Verbs;

/// <summary><c>recount fetch</c>: gets the files that specs name by their address, the only verb that uses the network.</summary>
internal static class FetchVerb
{
    public static Command Command(Screen screen)
    {
        var targets = Chosen.Targets();
        var locked = new Option<string?>("--locked")
        {
            Description = "Write no lock file, and trust a line of it only where it stands in that of this commit too: for checks of a change, origin/main.",
            HelpName = "COMMIT",
        };
        var address = new Option<string?>("--url") { Description = "Get one file by its address instead, with --sha256: data for recount score.", HelpName = "URL" };
        var sha256 = new Option<string?>("--sha256") { Description = "The digest that the file must have.", HelpName = "DIGEST" };
        var command = new Command("fetch", "Get the files that specs name by url, verified by digest, into the cache. Exit 3 where one is missing in the end.")
        {
            targets, locked, address, sha256,
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(address) is { } one)
            {
                return await One(one, parsed.GetValue(sha256), screen, stop).ConfigureAwait(false);
            }

            if (Chosen.Read(parsed.GetValue(targets) ?? [], [], null, screen, out var exit) is not { } chosen)
            {
                return exit;
            }

            if (chosen.Plan(screen) is not { } plan)
            {
                return ExitCodes.Usage;
            }

            var complete = true;
            var store = InputStore.OfEnvironment();
            using var downloads = new Downloads(AddressPolicy.PublicOnly);
            foreach (var folder in plan.Specs.GroupBy(s => DataFiles.LockOf(s.Inputs[0].Path)))
            {
                if (Trusted(parsed.GetValue(locked), folder.Key, screen, out var trusted) is { } refused)
                {
                    return refused;
                }

                var fetcher = new Fetcher(store, downloads, new InputLock(folder.Key, trusted));
                foreach (var input in Inputs(folder))
                {
                    var fetched = await Get(input.Input, store, fetcher, screen, stop).ConfigureAwait(false);
                    screen.Show(FetchPage.Line(screen.Width, input.Input, input.Names, Outcome(input.Input, fetched)));
                    complete &= fetched is Fetched.Already or Fetched.FromMirror or Fetched.Downloaded;
                }
            }

            return complete ? ExitCodes.Fine : ExitCodes.Incomplete;
        });
        return command;
    }

    private static async Task<int> One(string address, string? sha256, Screen screen, CancellationToken stop)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            return screen.Refuse($"'{address}' is no address that can be fetched.", "Write it as https://host/path.");
        }

        if (sha256 is null || !Digest.Is(sha256))
        {
            return screen.Refuse("A file is fetched by its digest.", "--sha256 with 64 hexadecimal digits in lower case, as sha256sum prints them.");
        }

        var store = InputStore.OfEnvironment();
        using var downloads = new Downloads(AddressPolicy.PublicOnly);
        var input = new ExternalInput("data", url, sha256, null, null);
        var fetched = await Get(input, store, new(store, downloads, new InputLock(Path.Combine(store.Cache, LockFile.Name))), screen, stop).ConfigureAwait(false);
        screen.Show(FetchPage.Line(screen.Width, input, [], Outcome(input, fetched)));
        return fetched is Fetched.Already or Fetched.FromMirror or Fetched.Downloaded ? ExitCodes.Fine : ExitCodes.Incomplete;
    }

    // What was derived from something else is nowhere to be downloaded.
    private static async Task<Fetched> Get(ExternalInput input, InputStore store, Fetcher fetcher, Screen screen, CancellationToken stop)
    {
        using var meter = new Meter(screen, input.FileName);
        return input.Derived is not { } how || store.Find(input.Sha256!, stop) is Found.There ? await fetcher.Fetch(input, meter, stop).ConfigureAwait(false)
            : new Fetched.Refused($"It is derived from {input.Url}: {how}.", "Put a copy with its sha256 in a folder with a SHA256SUMS file, and that folder in RECOUNT_MIRROR.");
    }

    // One fetch for data sets of the same file.
    private static IEnumerable<(ExternalInput Input, IReadOnlyList<string> Names)> Inputs(IEnumerable<Spec> specs) => specs.SelectMany(s => s.External.Select(f => f.Input))
        .GroupBy(i => i.Sha256 ?? i.Name).Select(g => (g.First(), (IReadOnlyList<string>)[.. g.Select(i => i.Name).Distinct()]));

    private static int? Trusted(string? commit, string lockFile, Screen screen, out LockFile? trusted)
    {
        trusted = null;
        if (commit is null)
        {
            return null;
        }

        if (Git.Show(Path.GetDirectoryName(lockFile)!, commit, LockFile.Name) is not { } text)
        {
            return screen.Refuse($"'{commit}' is no commit of the repository of {SpecFiles.Shown(Path.GetDirectoryName(lockFile)!)}.", "Name one that git knows: --locked origin/main");
        }

        trusted = LockFile.Parse(text, $"{commit}:{LockFile.Name}");
        return null;
    }

    private static (string Word, Tone Tone, string Text, string? Advice) Outcome(ExternalInput input, Fetched fetched) => fetched switch
    {
        Fetched.Already there => ("here", Tone.Good, $"{Words.Number(there.Bytes)} bytes, in the cache", null),
        Fetched.FromMirror there => ("here", Tone.Good, $"{Words.Number(there.Bytes)} bytes, {SpecFiles.Shown(there.Path)}", null),
        Fetched.Downloaded got => ("fetched", Tone.Good, $"{Words.Number(got.Bytes)} bytes from {input.Url.Host}, sha256 {got.Sha256[..12]}...", null),
        Fetched.Refused no => ("refused", Tone.Bad, no.Reason, no.Advice),
        Fetched.Failed no => ("failed", Tone.Bad, no.Reason, no.Advice),
        _ => throw new System.Diagnostics.UnreachableException(fetched.GetType().Name),
    };

    /// <summary>How far a download is, to a person who watches.</summary>
    private sealed class Meter(Screen screen, string name) : IProgress<Received>, IDisposable
    {
        private readonly System.Diagnostics.Stopwatch _clock = System.Diagnostics.Stopwatch.StartNew();
        private readonly Lock _writing = new();
        private TimeSpan _next = TimeSpan.FromSeconds(1);
        private int _shown;

        public void Report(Received value)
        {
            lock (_writing)
            {
                if (!screen.IsWatched || _clock.Elapsed < _next)
                {
                    return;
                }

                var of = value.Total is { } total ? $" of {Words.Number(total)}" : "";
                var line = new Piece(Text.Plain.Short($"{name}  {Words.Number(value.Bytes)}{of} bytes", screen.Width - 1)).Text;
                screen.Error.Write($"\r{line.PadRight(_shown)}");
                (_next, _shown) = (_clock.Elapsed + TimeSpan.FromMilliseconds(250), line.Length);
            }
        }

        public void Dispose()
        {
            lock (_writing)
            {
                if (_shown > 0)
                {
                    screen.Error.Write($"\r{new string(' ', _shown)}\r");
                    _shown = 0;
                }
            }
        }
    }
}
