import { confirm } from "@clack/prompts";

/** Who may take something away, and what is asked. */
export interface ConfirmLossesOptions {
  /** It was said on the command line. */
  readonly allowDrops: boolean;
  readonly question: string;
}

/** Names what is taken away; may it be? Asked on a terminal; elsewhere only where it was said. */
export async function confirmLosses(
  losses: readonly string[],
  { allowDrops, question }: ConfirmLossesOptions,
): Promise<boolean> {
  for (const loss of losses) console.log(`Takes away: ${loss}`);
  if (losses.length === 0 || allowDrops) return true;
  return process.stdin.isTTY && (await confirm({ message: question, initialValue: false })) === true;
}
