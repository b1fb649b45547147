using System.Diagnostics;
using Recount.Findings;

namespace Recount.Workspace.Inputs;

/// <summary>
/// Gets inputs onto this machine. What is not verified never enters the cache: a download grows in a part file, from which the next fetch
/// goes on however the last one ended, and moves into the cache when its digest is right.
/// </summary>
/// <param name="limit">The largest file to fetch whose spec names no length, in bytes.</param>
public sealed class Fetcher(InputStore store, Downloads downloads, InputLock inputLock, long limit = Fetcher.DefaultLimit)
{
    /// <summary>4 GiB.</summary>
    public const long DefaultLimit = 1L << 32;

    /// <summary>
    /// Looks in the cache and the mirrors, then downloads. Two processes may fetch the same input: one downloads it, the other waits for it.
    /// </summary>
    /// <param name="progress">Told often, from whatever thread reads.</param>
    /// <exception cref="OperationCanceledException">It was stopped; what had arrived is kept for the next fetch.</exception>
    public async Task<Fetched> Fetch(ExternalInput input, IProgress<Received>? progress = null, CancellationToken stop = default)
    {
        if (downloads.Policy.Refusal(input.Url) is { } why)
        {
            return Obstacles.Url(input.Url, why);
        }

        try
        {
            if (Here(input, inputLock.Of(input), stop) is { } here)
            {
                return here;
            }

            var name = Turn.NameOf(input.Url.AbsoluteUri);
            using var turn = await Turn.Take(store.Unfinished($"{name}.lock"), stop).ConfigureAwait(false);

            // Whoever had the turn before may have brought it.
            var pin = inputLock.Of(input);
            if (Here(input, pin, stop) is { } now)
            {
                return now;
            }

            var part = new PartFile(store.Unfinished($"{name}.part"));
            if (await Download(input, pin as InputLock.Pin.Exactly, part, progress, stop).ConfigureAwait(false) is { } fetched)
            {
                return fetched;
            }

            part.Discard();
            return await Download(input, pin as InputLock.Pin.Exactly, part, progress, stop).ConfigureAwait(false) ?? throw new UnreachableException();
        }
        catch (FormatException e)
        {
            return Obstacles.DamagedLock(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Obstacles.Disk(store.Cache, e.Message);
        }
    }

    private Fetched? Here(ExternalInput input, InputLock.Pin pin, CancellationToken stop) => pin switch
    {
        InputLock.Pin.None none => none.Why,
        InputLock.Pin.Exactly { Sha256: var sha256 } => store.Find(sha256, stop) switch
        {
            Found.There there when input.Bytes is { } bytes && bytes != there.Bytes => Obstacles.Bytes(input, there.Bytes),
            Found.There { InMirror: true } there => new Fetched.FromMirror(there.Path, sha256, there.Bytes),
            Found.There there => new Fetched.Already(there.Path, sha256, there.Bytes),
            _ => null,
        },
        _ => null,
    };

    /// <summary>Null when what was here from an earlier attempt turns out to be no beginning of the file; never where nothing was.</summary>
    private async Task<Fetched?> Download(ExternalInput input, InputLock.Pin.Exactly? pin, PartFile part, IProgress<Received>? progress, CancellationToken stop)
    {
        var declared = pin is null ? input.Bytes : pin.Bytes;
        var begun = part.Length;
        if (begun > 0)
        {
            // Stopped after the last byte and before the move.
            var mayBeWhole = declared is null || declared == begun;
            if (pin is not null && mayBeWhole && Digest.Of(part.Path, stop).Sha256 == pin.Sha256)
            {
                return await Keep(input, pin, part, pin.Sha256, begun, stop).ConfigureAwait(false);
            }

            // Without digest and tag nothing would tell two versions apart that were sewn together.
            if (begun >= (declared ?? limit) || (pin is null && part.Tag is null))
            {
                return null;
            }
        }

        switch (await downloads.Ask(input.Url, begun, part.Tag, stop).ConfigureAwait(false))
        {
            case Answer.None none:
                return none.Why;

            case Answer.OtherVersion:
                return null;

            case Answer.Body body:
                using (body.Response)
                {
                    return await Receive(input, pin, declared, body, part, progress, stop).ConfigureAwait(false);
                }

            default:
                throw new UnreachableException();
        }
    }

    private async Task<Fetched?> Receive(
        ExternalInput input, InputLock.Pin.Exactly? pin, long? declared, Answer.Body body, PartFile part, IProgress<Received>? progress, CancellationToken stop)
    {
        if (declared is { } bytes && body.Total is { } all && all != bytes)
        {
            return Obstacles.OtherLength(body.Url, all, bytes);
        }

        if (declared is null && body.Total > limit)
        {
            return Obstacles.TooLarge(body.Url, body.Total, limit);
        }

        if (pin is null && declared is null && !body.IsDelimited)
        {
            return Obstacles.EndUnknown(body.Url);
        }

        Fetched? trouble;
        var file = body.From > 0 ? part.Continue() : part.Begin(body.Tag);
        await using (file.ConfigureAwait(false))
        {
            trouble = await downloads.Copy(body, file, declared ?? limit, progress, stop).ConfigureAwait(false);
        }

        if (trouble is null && declared is { } length && part.Length != length)
        {
            trouble = Obstacles.OtherLength(body.Url, part.Length, length);
        }

        if (trouble is not null)
        {
            // What broke off is a beginning; what is too long is not this file.
            if (trouble is Fetched.Refused)
            {
                part.Discard();
            }

            return trouble;
        }

        var (sha256, here) = Digest.Of(part.Path, stop);
        if (pin is null || sha256 == pin.Sha256)
        {
            return await Keep(input, pin, part, sha256, here, stop).ConfigureAwait(false);
        }

        if (body.From > 0)
        {
            return null;
        }

        part.Discard();
        return Obstacles.OtherDigest(body.Url, sha256, pin.Sha256, input.Sha256 is null);
    }

    private async Task<Fetched> Keep(ExternalInput input, InputLock.Pin.Exactly? pin, PartFile part, string sha256, long bytes, CancellationToken stop)
    {
        var path = store.Keep(part.Path, sha256);
        part.Moved();
        if (pin is null)
        {
            try
            {
                await inputLock.Record(input, sha256, bytes, store, stop).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Obstacles.LockUnwritten(e.Message);
            }
        }

        return new Fetched.Downloaded(path, sha256, bytes);
    }
}
